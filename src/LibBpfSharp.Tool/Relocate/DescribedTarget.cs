using LibBpfSharp.Btf;
using LibBpfSharp.Loading.Externs;
using LibBpfSharp.Tool.Verify;

namespace LibBpfSharp.Tool.Relocate;

/// <summary>What is known of the kernel to relocate against.</summary>
internal sealed class DescribedTarget
{
    // Somewhere in the kernel's text, where normalised streams take every address for the same.
    private const ulong AnyAddress = 0xffffffff81000000;

    private readonly string? _symbols;

    private DescribedTarget(BtfSpec types, string? symbols)
    {
        Types = types;
        _symbols = symbols;
    }

    public BtfSpec Types { get; }

    /// <param name="btf">A file with the kernel's types.</param>
    /// <param name="symbols">A file with its symbols, if there is one.</param>
    public static DescribedTarget Read(string btf, string? symbols) => new(TypesFile.Read(btf), symbols);

    public ulong? Find(string symbol)
    {
        if (_symbols is null) return AnyAddress;
        KallsymsReader reader = new([symbol]);
        using FileStream table = File.OpenRead(_symbols);
        reader.Read(table);
        return reader.Addresses[0];
    }
}
