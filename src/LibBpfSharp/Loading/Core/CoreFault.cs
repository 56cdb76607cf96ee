namespace LibBpfSharp.Loading.Core;

/// <summary>A CO-RE relocation that cannot be applied; <see cref="CoreRelocator"/> adds the place and the candidates.</summary>
internal sealed class CoreFault : Exception
{
    private CoreFault(Errno errno, string message)
        : base(message) => Errno = errno;

    /// <summary>The errno libbpf answers in this case.</summary>
    public Errno Errno { get; }

    public static CoreFault Malformed(string message) => new(Errno.EINVAL, message);

    public static CoreFault Ambiguous(string message) => new(Errno.EINVAL, message);

    public static CoreFault Unexpected(string message) => new(Errno.EINVAL, message);

    public static CoreFault OutOfRange(string message) => new(Errno.ERANGE, message);

    public static CoreFault Unsupported(string message) => new(Errno.EOPNOTSUPP, message);

    public static CoreFault TooDeep()
        => new(Errno.E2BIG, $"the access goes through more than {CoreAccess.MaxLength} members and elements");

    public static CoreFault BitfieldTooWide()
        => new(Errno.E2BIG, "the bit-field does not fit an aligned load of 8 bytes");
}
