namespace LibBpfSharp.Tool.Verify;

/// <summary>The errno libbpf gives for a failure this library words as an exception: one table, by kind of failure.</summary>
internal static class FailureErrno
{
    private const int LibbpfFormat = 4001;
    private const int LibbpfByteOrder = 4003;
    private const int LibbpfRelocation = 4005;

    public static int Of(Exception failure) => failure switch
    {
        BpfException { Errno: not Errno.None } answered => (int)answered.Errno,
        BpfObjectFormatException format => OfFormat(format),
        FileNotFoundException or DirectoryNotFoundException => (int)Errno.ENOENT,
        UnauthorizedAccessException => (int)Errno.EACCES,
        IOException => (int)Errno.EIO,
        _ => (int)Errno.EINVAL,
    };

    private static int OfFormat(BpfObjectFormatException failure) => failure.Fault switch
    {
        FormatFault.Missing => (int)Errno.ENOENT,
        FormatFault.Dangling => (int)Errno.ESRCH,
        FormatFault.TooLarge => (int)Errno.E2BIG,
        FormatFault.Unsupported => (int)Errno.EOPNOTSUPP,
        FormatFault.ByteOrder => LibbpfByteOrder,
        FormatFault.Relocation => LibbpfRelocation,
        FormatFault.Malformed when failure.Section is not (".BTF" or ".BTF.ext" or ".maps") => LibbpfFormat,
        _ => (int)Errno.EINVAL,
    };
}
