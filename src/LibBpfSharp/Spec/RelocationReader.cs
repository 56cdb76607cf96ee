using LibBpfSharp.Elf;
using LibBpfSharp.Instructions;

namespace LibBpfSharp.Spec;

/// <summary>What one relocated instruction refers to (libbpf: <c>bpf_program__record_reloc</c>).</summary>
internal sealed class RelocationReader
{
    private readonly ObjectSections _sections;
    private readonly int _arena;
    private readonly Dictionary<int, int> _externBySymbol;
    private readonly Dictionary<ulong, int> _declaredByOffset = [];
    private readonly Dictionary<int, int> _dataBySection = [];

    internal RelocationReader(ObjectSections sections, List<BpfMapSpec> maps, ExternSpec[] externs, int arena)
    {
        _sections = sections;
        _arena = arena;
        _externBySymbol = new(externs.Length);
        for (int index = 0; index < externs.Length; index++)
            _externBySymbol.Add(externs[index].SymbolIndex, index);
        for (int index = 0; index < maps.Count; index++)
        {
            if (maps[index].Kind == BpfMapKind.Declared)
                _declaredByOffset.TryAdd(maps[index].SectionOffset, index);
            else if (maps[index].Kind is BpfMapKind.Data or BpfMapKind.Rodata or BpfMapKind.Bss)
                _dataBySection.Add(maps[index].SectionIndex, index);
        }
    }

    internal RelocationSpec Read(FunctionSpec function, int index, in ElfSymbol symbol)
    {
        BpfInstruction instruction = function.Instructions.Span[index];
        if (instruction.Opcode is not (BpfOpcode.Call or BpfOpcode.LoadImmediate64))
            throw Error(function, index, $"opcode 0x{instruction.Opcode:x2} is relocated against {Describe(symbol)}, and only calls and 64-bit loads can be");
        if (ExternCollector.IsExtern(symbol))
            return ReadExtern(function, index, instruction, symbol);
        if (instruction.Opcode == BpfOpcode.Call)
            return ReadCall(function, index, instruction, symbol);
        if (symbol.SectionIndex == ElfSymbol.Undefined)
            throw Error(function, index, $"{Describe(symbol)} is defined nowhere: initialise the variable, or link the object that defines it (bpftool gen object)");
        return ReadLoad(function, index, instruction, symbol);
    }

    private RelocationSpec ReadExtern(FunctionSpec function, int index, BpfInstruction instruction, in ElfSymbol symbol)
    {
        if (!_externBySymbol.TryGetValue(symbol.Index, out int target))
            throw Error(function, index, $"symbol {symbol.Index} is an extern without a name");
        return new(index, instruction.Opcode == BpfOpcode.Call ? RelocationKind.ExternCall : RelocationKind.ExternLoad, target);
    }

    private RelocationSpec ReadCall(FunctionSpec function, int index, BpfInstruction instruction, in ElfSymbol symbol)
    {
        if (instruction.Source != BpfPseudo.Call)
            throw Error(function, index, $"a call of {Describe(symbol)} is encoded as a call of a kernel helper");
        if (symbol.SectionIndex == ElfSymbol.Undefined || symbol.SectionIndex != _sections.Text)
            throw Error(function, index, $"a call of {Describe(symbol)}, which is not in .text: sub-programs have no SEC(\"…\") of their own");
        if (symbol.Value % BpfInstruction.Size != 0)
            throw Error(function, index, $"a call of {Describe(symbol)} at byte {symbol.Value}, which is no instruction");
        return new(index, RelocationKind.Call, SymbolOffset: (uint)symbol.Value);
    }

    private RelocationSpec ReadLoad(FunctionSpec function, int index, BpfInstruction instruction, in ElfSymbol symbol)
    {
        uint offset = (uint)symbol.Value;
        if (IsFunctionInText(symbol))
        {
            if (symbol.Value % BpfInstruction.Size != 0 || instruction.Immediate % BpfInstruction.Size != 0)
                throw Error(function, index, $"the address of {Describe(symbol)} at byte {symbol.Value}+{instruction.Immediate}, which is no instruction");
            return new(index, RelocationKind.SubprogramAddress, SymbolOffset: offset);
        }

        switch (_sections.RoleOf(symbol.SectionIndex))
        {
            case SectionRole.Arena:
                return new(index, RelocationKind.MapValueLoad, _arena, offset);
            case SectionRole.JumpTables:
                return new(index, RelocationKind.InstructionArray, -1, offset, (uint)symbol.Size);
            case SectionRole.Maps when _declaredByOffset.TryGetValue(symbol.Value, out int declared):
                return new(index, RelocationKind.MapLoad, declared);
            case SectionRole.Maps:
                throw Error(function, index, $"no map is declared at offset {symbol.Value} of .maps, where {Describe(symbol)} is");
            case SectionRole.Data or SectionRole.Rodata or SectionRole.Bss when _dataBySection.TryGetValue(symbol.SectionIndex, out int data):
                return new(index, RelocationKind.MapValueLoad, data, offset);
            default:
                throw Error(function, index, $"{Describe(symbol)} is in section '{_sections[symbol.SectionIndex].Label}', "
                    + "which holds neither maps (.maps) nor globals (.data, .rodata, .bss)");
        }
    }

    private bool IsFunctionInText(in ElfSymbol symbol) => symbol.SectionIndex == _sections.Text
        && (symbol.Binding, symbol.Type) is (ElfSymbolBinding.Local, ElfSymbolType.Section)
            or (ElfSymbolBinding.Global or ElfSymbolBinding.Weak, ElfSymbolType.Function);

    private string Describe(in ElfSymbol symbol) => symbol.Name.Length > 0 ? $"{Quoted.Name(symbol.Name)}"
        : symbol.SectionIndex > 0 ? $"section '{_sections[symbol.SectionIndex].Label}'" : $"symbol {symbol.Index}";

    private static BpfObjectFormatException Error(FunctionSpec function, int index, string message) =>
        new($"function {Quoted.Name(function.Name)}, instruction {index}: {message}", function.SectionName, ((long)function.SectionInstruction + index) * BpfInstruction.Size)
        {
            Fault = FormatFault.Relocation,
        };
}
