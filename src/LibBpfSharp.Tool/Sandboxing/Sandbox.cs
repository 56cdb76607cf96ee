using System.Runtime.InteropServices;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Tool.Sandboxing;

/// <summary>
/// Mount and network namespaces of one thread, and of the processes it starts: what they pin, mount or attach to the network
/// is gone with them.
/// </summary>
internal static partial class Sandbox
{
    public const string BpfFs = "/sys/fs/bpf";

    private const int NewMounts = 0x0002_0000; // CLONE_NEWNS
    private const int NewNetwork = 0x4000_0000; // CLONE_NEWNET
    private const nuint Recursive = 0x4000; // MS_REC
    private const nuint Private = 0x4_0000; // MS_PRIVATE

    /// <summary>Moves the calling thread into namespaces of its own; there is no way back.</summary>
    /// <exception cref="BpfException">The namespaces are refused.</exception>
    public static void Enter()
    {
        Check(Unshare(NewMounts | NewNetwork), "namespaces of its own (unshare)");
        Check(Mount("none", "/", null, Recursive | Private, 0), "private mounts (mount)");

        // It may be there already, or this kernel may have none: an attach that needs it says so.
        _ = Mount("tracefs", "/sys/kernel/tracing", "tracefs", 0, 0);
    }

    /// <summary>Mounts an empty BPF file system over whatever is at its place, until the result is disposed.</summary>
    /// <exception cref="BpfException">The mount is refused.</exception>
    public static IDisposable MountBpfFs()
    {
        Check(Mount("bpffs", BpfFs, "bpf", 0, 0), $"a BPF file system on {BpfFs} (mount)");
        return new BpfFsMount();
    }

    private static void Check(int result, string wanted)
    {
        if (result >= 0) return;
        Errno errno = (Errno)Marshal.GetLastPInvokeError();
        throw new BpfException($"Objects are judged with {wanted}, and the kernel answers {errno}: run as root.", errno);
    }

    [LibraryImport("libc", EntryPoint = "unshare", SetLastError = true)]
    private static partial int Unshare(int flags);

    [LibraryImport("libc", EntryPoint = "mount", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Mount(string source, string target, string? type, nuint flags, nint data);

    private sealed class BpfFsMount : IDisposable
    {
        public void Dispose() => Kernel.Running.Unmount(BpfFs);
    }
}
