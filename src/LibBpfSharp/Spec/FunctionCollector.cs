using LibBpfSharp.Elf;
using LibBpfSharp.Instructions;

namespace LibBpfSharp.Spec;

/// <summary>Cuts the code sections into functions by their symbols.</summary>
internal sealed class FunctionCollector
{
    private const long OverlapSlack = 4096;

    private readonly ObjectSections _sections;
    private readonly bool _allowStatic;
    private readonly BpfInstruction[]?[] _code;
    private readonly FunctionSpec[] _functions;
    private int _count;
    private long _sectionInstructions;
    private long _functionInstructions;

    private FunctionCollector(ObjectSections sections, bool allowStatic)
    {
        _sections = sections;
        _allowStatic = allowStatic;
        _code = new BpfInstruction[sections.Roles.Length][];
        int count = 0;
        foreach (ElfSymbol symbol in sections.Symbols)
            count += IsFunction(sections, symbol) ? 1 : 0;
        _functions = new FunctionSpec[count];
    }

    /// <summary>The functions, ordered by section, then offset; of aliases the one declared last comes first.</summary>
    internal static FunctionSpec[] Collect(ObjectSections sections, bool allowStatic)
    {
        FunctionCollector collector = new(sections, allowStatic);
        foreach (ElfSymbol symbol in sections.Symbols)
        {
            if (IsFunction(sections, symbol))
                collector.Add(symbol);
        }
        return collector.Sorted();
    }

    private void Add(in ElfSymbol symbol)
    {
        ElfSection section = _sections[symbol.SectionIndex];
        ulong length = (ulong)section.Data.Length;
        string name = symbol.Name;
        if (symbol.Value > length || symbol.Size > length - symbol.Value)
            throw Error($"function {Quoted.Name(name)} of {symbol.Size} bytes crosses the end of its section", section, symbol);

        bool isText = symbol.SectionIndex == _sections.Text;
        if (symbol.Binding == ElfSymbolBinding.Local && !isText && !_allowStatic)
        {
            throw Error(
                $"function {Quoted.Name(name)} is static, and only global functions can be entry programs: drop 'static', or move it out of SEC(\"{section.Label}\")",
                section, symbol, FormatFault.Unsupported);
        }
        if (symbol.Size == 0 || symbol.Size % BpfInstruction.Size != 0 || symbol.Value % BpfInstruction.Size != 0)
            throw Error($"function {Quoted.Name(name)} of {symbol.Size} bytes is not made of whole {BpfInstruction.Size}-byte instructions", section, symbol);

        BpfInstruction[] code = Decode(section);
        int first = (int)symbol.Value / BpfInstruction.Size;
        int count = (int)symbol.Size / BpfInstruction.Size;
        _functionInstructions += count;
        // Aliases are few in an honest object; without a bound a small file could name one function a million times.
        if (_functionInstructions > (2 * _sectionInstructions) + OverlapSlack)
            throw Error("the functions overlap: together they are more than twice as long as their sections", section, symbol);

        _functions[_count++] = new FunctionSpec
        {
            Name = name,
            Index = symbol.Index,
            SectionIndex = symbol.SectionIndex,
            SectionName = section.Name,
            SectionInstruction = first,
            Instructions = code.AsMemory(first, count),
            IsSubprogram = isText,
            IsGlobal = symbol.Binding != ElfSymbolBinding.Local,
            IsHidden = symbol.Binding != ElfSymbolBinding.Local
                && symbol.Visibility is ElfSymbolVisibility.Hidden or ElfSymbolVisibility.Internal,
        };
    }

    private BpfInstruction[] Decode(ElfSection section)
    {
        if (_code[section.Index] is { } known)
            return known;
        // A tail that is no whole instruction belongs to no function.
        ReadOnlySpan<byte> bytes = section.Data.Span;
        BpfInstruction[] code = BpfInstruction.ReadAll(bytes[..^(bytes.Length % BpfInstruction.Size)], _sections.File.IsLittleEndian);
        _sectionInstructions += code.Length;
        return _code[section.Index] = code;
    }

    private FunctionSpec[] Sorted()
    {
        Array.Sort(_functions, Compare);
        for (int index = 0; index < _functions.Length; index++)
            _functions[index].Index = index;
        return _functions;
    }

    private static int Compare(FunctionSpec left, FunctionSpec right)
    {
        int order = left.SectionIndex.CompareTo(right.SectionIndex);
        if (order == 0)
            order = left.SectionInstruction.CompareTo(right.SectionInstruction);
        // The index is still that of the symbol. Of aliases the one declared first comes last, where a search finds it.
        return order == 0 ? right.Index.CompareTo(left.Index) : order;
    }

    private static bool IsFunction(ObjectSections sections, in ElfSymbol symbol) =>
        symbol.Type == ElfSymbolType.Function && sections.RoleOf(symbol.SectionIndex) == SectionRole.Code;

    private static BpfObjectFormatException Error(
        string message, ElfSection section, in ElfSymbol symbol, FormatFault fault = FormatFault.Malformed) =>
        new(message, section.Label, (long)symbol.Value) { Fault = fault };
}
