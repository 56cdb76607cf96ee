namespace LibBpfSharp.Interop;

internal static unsafe partial class KernelFiles
{
    private const int LongestTarget = 4096; // PATH_MAX

    /// <summary>Where a symbolic link leads, in its own words; of <c>/proc/PID/fd/N</c>, what is open there.</summary>
    /// <returns>EINVAL for what is no symbolic link.</returns>
    public static Errno TryReadLink(this Kernel kernel, string path, out string target)
    {
        byte* buffer = stackalloc byte[LongestTarget];
        nint length;
        fixed (byte* pointer = KernelText.Write(path))
            length = kernel.InvokeAgain(SystemCall.ReadLinkAt, FileCalls.CurrentDirectory, (nint)pointer, (nint)buffer, LongestTarget);

        target = length < 0 ? "" : KernelText.Read(new(buffer, (int)length));
        return length.ToErrno();
    }

    /// <summary>Where a symbolic link leads; <c>null</c> where there is none, or not for this process to read.</summary>
    /// <exception cref="BpfException">It cannot be read for another reason.</exception>
    public static string? ReadLinkIfShown(this Kernel kernel, string path)
    {
        Errno errno = kernel.TryReadLink(path, out string target);
        return errno != Errno.EINVAL && IsShown(errno, path) ? target : null;
    }
}
