using LibBpfSharp.Elf;
using LibBpfSharp.Instructions;

namespace LibBpfSharp.Spec;

/// <summary>The relocations of instructions, by function (libbpf: <c>bpf_object__collect_prog_relos</c>).</summary>
internal sealed class ProgramRelocations
{
    private readonly ObjectSections _sections;
    private readonly FunctionSpec[] _functions;
    private readonly RelocationReader _reader;
    private readonly List<ElfSection> _sources = [];
    private readonly int[] _counts;

    internal ProgramRelocations(
        ObjectSections sections, FunctionSpec[] functions, List<BpfMapSpec> maps, ExternSpec[] externs, int arena)
    {
        _sections = sections;
        _functions = functions;
        _counts = new int[functions.Length];
        _reader = new RelocationReader(sections, maps, externs, arena);
    }

    /// <summary>First pass: what the arrays have to hold.</summary>
    internal void Count(ElfSection section)
    {
        _sources.Add(section);
        foreach (ElfRelocation relocation in section.AsRelocations())
        {
            if (Find(section, relocation) is { } function)
                _counts[function.Index]++;
        }
    }

    /// <summary>Second pass: reads and sorts them.</summary>
    internal void Collect()
    {
        for (int index = 0; index < _functions.Length; index++)
        {
            if (_counts[index] > 0)
                _functions[index].Relocations = new RelocationSpec[_counts[index]];
            _counts[index] = 0;
        }

        foreach (ElfSection section in _sources)
        {
            foreach (ElfRelocation relocation in section.AsRelocations())
            {
                // Code without a symbol is what a weak function that was overridden leaves behind.
                if (Find(section, relocation) is not { } function)
                    continue;
                int instruction = (int)(relocation.Offset / BpfInstruction.Size) - function.SectionInstruction;
                function.Relocations[_counts[function.Index]++] =
                    _reader.Read(function, instruction, Symbol(section, relocation));
            }
        }

        foreach (FunctionSpec function in _functions)
            Array.Sort(function.Relocations, static (left, right) => left.Instruction.CompareTo(right.Instruction));
    }

    private FunctionSpec? Find(ElfSection section, in ElfRelocation relocation)
    {
        ElfSection code = _sections[(int)section.Info];
        ElfSymbol symbol = Symbol(section, relocation);
        if (symbol.SectionIndex < 0 || symbol.SectionIndex >= _sections.Roles.Length)
        {
            throw Error(section, relocation, symbol.SectionIndex == ElfSymbol.Common
                ? $"relocation {relocation.Index} refers to {Quoted.Name(symbol.Name)}, which is not placed yet: initialise the variable, or compile with -fno-common"
                : $"relocation {relocation.Index} refers to symbol {symbol.Index}, which is in no section");
        }
        if (relocation.Offset % BpfInstruction.Size != 0 || relocation.Offset >= (ulong)code.Data.Length)
            throw Error(section, relocation, $"relocation {relocation.Index} is for offset {relocation.Offset}, which is no instruction of '{code.Label}'");
        return FunctionTable.Find(_functions, code.Index, (long)(relocation.Offset / BpfInstruction.Size));
    }

    private ElfSymbol Symbol(ElfSection section, in ElfRelocation relocation) =>
        section.AsRelocations().GetSymbol(relocation, _sections.Symbols);

    private static BpfObjectFormatException Error(ElfSection section, in ElfRelocation relocation, string message) =>
        new(message, section.Label, (long)relocation.Index * 16);
}
