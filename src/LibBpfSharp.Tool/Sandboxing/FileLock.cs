using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace LibBpfSharp.Tool.Sandboxing;

/// <summary>A lock among processes by a file, given back by the kernel when its holder ends.</summary>
internal static partial class FileLock
{
    private const int Exclusive = 2; // LOCK_EX

    /// <summary>Waits for the lock and holds it until the result is disposed.</summary>
    /// <exception cref="IOException">The file cannot be made or locked.</exception>
    public static IDisposable Take(string path)
    {
        SafeFileHandle file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
        if (Lock((int)file.DangerousGetHandle(), Exclusive) == 0) return file;
        Errno errno = (Errno)Marshal.GetLastPInvokeError();
        file.Dispose();
        throw new IOException($"{path} cannot be locked: {errno.Describe()}.");
    }

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int Lock(int descriptor, int operation);
}
