using System.Text;
using LibBpfSharp.Elf;

namespace LibBpfSharp.Tracing;

/// <summary>Finds functions in an executable or shared library, as offsets in the file.</summary>
/// <param name="file">The file.</param>
internal sealed class FunctionFinder(ElfFile file)
{
    private readonly SymbolVersions _versions = SymbolVersions.Read(file);

    // The dynamic symbols first: what is stripped has no others, and what is linked statically has none of them.
    private IEnumerable<(ElfSymbolTable Table, bool IsDynamic)> Tables
    {
        get
        {
            if (file.DynamicSymbols is { } dynamic) yield return (dynamic, true);
            if (file.Symbols is { } all) yield return (all, false);
        }
    }

    /// <summary>Finds one function.</summary>
    /// <param name="wanted"><c>name</c>, <c>name@VERSION</c> or <c>name@@VERSION</c>.</param>
    /// <exception cref="BpfObjectFormatException">The symbols do not hold together.</exception>
    public FunctionFound Find(string wanted)
    {
        int at = wanted.IndexOf('@', StringComparison.Ordinal);
        string name = at < 0 ? wanted : wanted[..at];
        string? version = at < 0 ? null : wanted[at..].TrimStart('@');
        bool isImported = false;
        foreach ((ElfSymbolTable table, bool isDynamic) in Tables)
        {
            FunctionFound found = Find(table, Encoding.UTF8.GetBytes(name), symbol => HasVersion(symbol, isDynamic, wanted, version));
            if (found.Offset > 0 || found.IsAmbiguous) return found;
            isImported |= found.IsImported;
        }

        return new(0, isImported, Nearest: isImported ? null : NearestName.Suggest(name, Functions().Select(function => function.Name)));
    }

    /// <summary>Where the functions of a pattern begin, each place once, by rising offset.</summary>
    /// <exception cref="BpfObjectFormatException">The symbols do not hold together.</exception>
    public ulong[] FindAll(string pattern)
    {
        foreach ((ElfSymbolTable table, _) in Tables)
        {
            ulong[] offsets = [.. Functions(table).Where(function => Glob.Matches(function.Name, pattern)).Select(OffsetOf).Where(offset => offset > 0).Distinct().Order()];
            if (offsets.Length > 0) return offsets;
        }

        return [];
    }

    private FunctionFound Find(ElfSymbolTable table, byte[] name, Func<ElfSymbol, bool> hasVersion)
    {
        (ulong offset, bool isWeak, bool isImported) = (0, false, false);
        foreach (ElfSymbol symbol in table)
        {
            if (symbol.Type != ElfSymbolType.Function || !symbol.NameStartsWith(name) || !hasVersion(symbol)) continue;
            if (!symbol.NameIs(name) && symbol.Name[Encoding.UTF8.GetCharCount(name)] != '@') continue;
            if (!symbol.IsInSection)
            {
                isImported = true;
                continue;
            }

            bool isWeakToo = symbol.Binding == ElfSymbolBinding.Weak;
            ulong place = OffsetOf(symbol);
            if (offset > 0 && place != offset)
            {
                if (!isWeak && !isWeakToo) return new(0, IsAmbiguous: true);
                if (isWeakToo) continue;
            }

            (offset, isWeak) = (place, isWeakToo);
        }

        return new(offset, isImported);
    }

    private bool HasVersion(ElfSymbol symbol, bool isDynamic, string wanted, string? version)
        => version is null || (isDynamic ? _versions.NameOf(symbol.Index) == version : symbol.Name == wanted);

    private IEnumerable<ElfSymbol> Functions() => Tables.SelectMany(table => Functions(table.Table));

    private static IEnumerable<ElfSymbol> Functions(ElfSymbolTable table)
    {
        for (int i = 0; i < table.Count; i++)
        {
            ElfSymbol symbol = table[i];
            if (symbol.Type == ElfSymbolType.Function && symbol.IsInSection) yield return symbol;
        }
    }

    private ulong OffsetOf(ElfSymbol symbol)
    {
        ElfSection section = file.GetSection(symbol.SectionIndex);
        return symbol.Value - section.Address + section.Offset;
    }
}
