using LibBpfSharp.Elf;
using LibBpfSharp.Instructions;

namespace LibBpfSharp.Loading;

/// <summary>Cuts the code sections into functions by their symbols.</summary>
internal sealed class FunctionCollector
{
    private const int InstructionSize = 8;
    private const long OverlapSlack = 4096;

    private readonly ObjectSections _sections;
    private readonly bool _allowStatic;
    private readonly BpfInstruction[]?[] _code;
    private readonly List<FunctionSpec> _functions = [];
    private long _sectionInstructions;
    private long _functionInstructions;

    private FunctionCollector(ObjectSections sections, bool allowStatic)
    {
        _sections = sections;
        _allowStatic = allowStatic;
        _code = new BpfInstruction[sections.Roles.Length][];
    }

    /// <summary>The functions, ordered by section, then offset; of aliases the one declared last comes first.</summary>
    internal static FunctionSpec[] Collect(ObjectSections sections, bool allowStatic)
    {
        FunctionCollector collector = new(sections, allowStatic);
        foreach (ElfSymbol symbol in sections.Symbols)
        {
            if (symbol.Type == ElfSymbolType.Function && sections.RoleOf(symbol.SectionIndex) == SectionRole.Code)
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
            throw Error($"function '{name}' of {symbol.Size} bytes crosses the end of its section", section, symbol);

        bool isText = symbol.SectionIndex == _sections.Text;
        if (symbol.Binding == ElfSymbolBinding.Local && !isText && !_allowStatic)
        {
            throw Error(
                $"function '{name}' is static, and only global functions can be entry programs: drop 'static', or move it out of SEC(\"{section.Label}\")",
                section, symbol);
        }
        if (symbol.Size == 0 || symbol.Size % InstructionSize != 0 || symbol.Value % InstructionSize != 0)
            throw Error($"function '{name}' of {symbol.Size} bytes is not made of whole {InstructionSize}-byte instructions", section, symbol);

        BpfInstruction[] code = Decode(section);
        int first = (int)symbol.Value / InstructionSize;
        int count = (int)symbol.Size / InstructionSize;
        _functionInstructions += count;
        // Aliases are few in an honest object; without a bound a small file could name one function a million times.
        if (_functionInstructions > (2 * _sectionInstructions) + OverlapSlack)
            throw Error("the functions overlap: together they are more than twice as long as their sections", section, symbol);

        _functions.Add(new FunctionSpec
        {
            Name = name,
            SectionIndex = symbol.SectionIndex,
            SectionName = section.Name,
            SectionInstruction = first,
            Instructions = code.AsMemory(first, count),
            IsSubprogram = isText,
            IsGlobal = symbol.Binding != ElfSymbolBinding.Local,
            IsHidden = symbol.Binding != ElfSymbolBinding.Local
                && symbol.Visibility is ElfSymbolVisibility.Hidden or ElfSymbolVisibility.Internal,
        });
    }

    private BpfInstruction[] Decode(ElfSection section)
    {
        if (_code[section.Index] is { } known)
            return known;
        BpfInstruction[] code = InstructionDecoder.Decode(section.Data.Span, _sections.File.IsLittleEndian);
        _sectionInstructions += code.Length;
        return _code[section.Index] = code;
    }

    private FunctionSpec[] Sorted()
    {
        FunctionSpec[] functions = [.. _functions];
        functions.AsSpan().Reverse();
        FunctionSpec[] sorted = [.. functions.OrderBy(function => ((long)function.SectionIndex << 32) | (uint)function.SectionInstruction)];
        for (int index = 0; index < sorted.Length; index++)
            sorted[index].Index = index;
        return sorted;
    }

    private static BpfObjectFormatException Error(string message, ElfSection section, in ElfSymbol symbol) =>
        new(message, section.Label, (long)symbol.Value);
}
