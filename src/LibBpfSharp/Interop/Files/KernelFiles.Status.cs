namespace LibBpfSharp.Interop;

internal static unsafe partial class KernelFiles
{
    private const int NotThroughLink = 0x100; // AT_SYMLINK_NOFOLLOW
    private const int NotMounting = 0x800; // AT_NO_AUTOMOUNT
    private const int OfDescriptor = 0x1000; // AT_EMPTY_PATH
    private const uint BasicFields = 0x7FF; // STATX_BASIC_STATS

    /// <summary>What <c>statx(2)</c> (4.11) tells of what is at a path; of a symbolic link itself, unless links are followed.</summary>
    public static Errno TryGetStatus(this Kernel kernel, string path, out FileStatus status, bool followsLink = true)
    {
        fixed (byte* pointer = KernelText.Write(path))
        fixed (FileStatus* filled = &status)
        {
            *filled = default;
            nint flags = NotMounting | (followsLink ? 0 : NotThroughLink);
            return kernel.InvokeAgain(SystemCall.Statx, FileCalls.CurrentDirectory, (nint)pointer, flags, (nint)BasicFields, (nint)filled).ToErrno();
        }
    }

    /// <summary>What <c>statx(2)</c> (4.11) tells of what is open.</summary>
    public static Errno TryGetStatus(this DescriptorHandle file, out FileStatus status)
    {
        byte empty = 0;
        using HandleHold hold = file.Hold();
        fixed (FileStatus* filled = &status)
        {
            *filled = default;
            return file.Kernel.InvokeAgain(SystemCall.Statx, hold.Descriptor, (nint)(&empty), OfDescriptor, (nint)BasicFields, (nint)filled).ToErrno();
        }
    }

    /// <summary>What is at a path itself, a symbolic link being one; <see cref="FileKind.None"/> if nothing is.</summary>
    /// <exception cref="BpfException">The kernel does not tell: there is no right to look, or another failure.</exception>
    public static FileKind KindOf(this Kernel kernel, string path)
    {
        Errno errno = kernel.TryGetStatus(path, out FileStatus status, followsLink: false);
        return errno switch
        {
            Errno.None => status.Kind,
            Errno.ENOENT or Errno.ENOTDIR => FileKind.None,
            _ => throw FileFailure.OfRead(path, errno),
        };
    }

    /// <summary>What is at a path that this process may look at, behind links; <see cref="FileKind.None"/> if nothing is.</summary>
    /// <exception cref="BpfException">Looking failed.</exception>
    public static FileKind ShownKindOf(this Kernel kernel, string path)
        => IsShown(kernel.TryGetStatus(path, out FileStatus status), path) ? status.Kind : FileKind.None;

    /// <summary>Whether something is at a path, and this process may look at it.</summary>
    /// <exception cref="BpfException">Looking failed.</exception>
    public static bool Shows(this Kernel kernel, string path) => kernel.ShownKindOf(path) != FileKind.None;
}
