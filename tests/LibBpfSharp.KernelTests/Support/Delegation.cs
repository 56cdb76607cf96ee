using System.Runtime.InteropServices;

namespace LibBpfSharp.KernelTests.Support;

/// <summary>The calls by which a BPF file system of another user namespace is given rights to pass on.</summary>
internal static partial class Delegation
{
    private const long PidfdOpen = 434, PidfdGetfd = 438, FsOpen = 430, FsConfig = 431, FsMount = 432;
    private const nuint SetString = 1, Create = 6;

    /// <summary>Begins a BPF file system; its descriptor.</summary>
    public static int Begin() => (int)Check(SystemCall(FsOpen, Text("bpf"), 0));

    /// <summary>Takes the file system another process has begun, delegates everything to its user namespace and makes it.</summary>
    public static void Delegate(int process, int descriptor)
    {
        nint pidfd = Check(SystemCall(PidfdOpen, process, 0));
        nint context = Check(SystemCall(PidfdGetfd, pidfd, descriptor, 0));
        foreach (string option in (string[])["delegate_cmds", "delegate_maps", "delegate_progs", "delegate_attachs"])
            Check(SystemCall(FsConfig, context, (nint)SetString, Text(option), Text("any"), 0));
        Check(SystemCall(FsConfig, context, (nint)Create, 0, 0, 0));
        CloseBoth(pidfd, context);
    }

    /// <summary>Mounts what was made, attached nowhere; its descriptor.</summary>
    public static int Mount(int context) => (int)Check(SystemCall(FsMount, context, 0, 0));

    // What a test passes to a call may stay.
    private static nint Text(string text) => Marshal.StringToCoTaskMemUTF8(text);

    private static void CloseBoth(nint first, nint second)
    {
        new Microsoft.Win32.SafeHandles.SafeFileHandle(first, ownsHandle: true).Dispose();
        new Microsoft.Win32.SafeHandles.SafeFileHandle(second, ownsHandle: true).Dispose();
    }

    private static nint Check(nint result)
        => result >= 0 ? result : throw new InvalidOperationException($"errno {(Errno)Marshal.GetLastPInvokeError()}");

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint SystemCall(long number, nint a = 0, nint b = 0, nint c = 0, nint d = 0, nint e = 0);
}
