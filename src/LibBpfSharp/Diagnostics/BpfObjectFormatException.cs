namespace LibBpfSharp;

/// <summary>The bytes of an object, BTF blob or BTF extension break the format, or are of a kind a loader cannot take.</summary>
public sealed class BpfObjectFormatException : BpfException
{
    /// <summary>A format error at a place.</summary>
    /// <param name="message">What is wrong and, where there is one, the next step.</param>
    /// <param name="section">The ELF section, <c>null</c> where the file as a whole is meant.</param>
    /// <param name="offset">Byte offset inside <paramref name="section"/>, or inside the file where that is <c>null</c>; −1 where no offset applies.</param>
    /// <param name="innerException">The cause, if another exception is.</param>
    public BpfObjectFormatException(string message, string? section = null, long offset = -1, Exception? innerException = null)
        : base(Describe(message, section, offset), innerException)
    {
        Section = section;
        Offset = offset;
    }

    /// <summary>The ELF section concerned, <c>null</c> where the file as a whole is meant.</summary>
    public string? Section { get; }

    /// <summary>Byte offset inside <see cref="Section"/>, or inside the file; −1 where no offset applies.</summary>
    public long Offset { get; }

    internal FormatFault Fault { get; init; }

    private static string Describe(string message, string? section, long offset) => (section, offset) switch
    {
        (null, < 0) => message,
        (null, _) => $"{message} (file offset {offset:#,0})",
        (_, < 0) => $"{message} (section '{section}')",
        _ => $"{message} (section '{section}', offset {offset:#,0})",
    };
}
