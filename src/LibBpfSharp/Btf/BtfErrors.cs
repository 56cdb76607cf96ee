namespace LibBpfSharp.Btf;

/// <summary>Format errors of BTF, which all name the section BTF is kept in.</summary>
internal static class BtfErrors
{
    public const string Section = ".BTF";

    /// <summary>An error at a byte offset of the blob.</summary>
    public static BpfObjectFormatException At(string message, long offset) => new(message, Section, offset);

    /// <summary>An error in a type, whose id says more than an offset.</summary>
    public static BpfObjectFormatException InType(uint id, string message) => new($"BTF type [{id}]: {message}", Section);
}
