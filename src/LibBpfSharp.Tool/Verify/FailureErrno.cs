namespace LibBpfSharp.Tool.Verify;

/// <summary>The errno libbpf gives for a failure this library words as an exception: one table, by kind of failure.</summary>
internal static class FailureErrno
{
    private const int LibbpfFormat = 4001;
    private const int LibbpfByteOrder = 4003;
    private const int LibbpfRelocation = 4005;

    public static int Of(Exception failure) => failure switch
    {
        BpfAttachException attach => OfAttach(attach),
        BpfException { Errno: not Errno.None } answered => (int)answered.Errno,
        BpfRelocationException => LibbpfRelocation,
        BpfObjectFormatException format => OfFormat(format),
        FileNotFoundException or DirectoryNotFoundException => (int)Errno.ENOENT,
        UnauthorizedAccessException => (int)Errno.EACCES,
        IOException => (int)Errno.EIO,
        _ => (int)Errno.EINVAL,
    };

    // The kernel says ESRCH of a function it does not find among many; libbpf makes one errno of the two.
    private static int OfAttach(BpfAttachException failure) => failure.Reason switch
    {
        BpfAttachError.NoTarget => (int)Errno.EOPNOTSUPP,
        BpfAttachError.TargetNotFound or BpfAttachError.SymbolIsImported => (int)Errno.ENOENT,
        BpfAttachError.AmbiguousSymbol => LibbpfFormat,
        _ => failure.Errno == Errno.None ? (int)Errno.EINVAL : (int)failure.Errno,
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
