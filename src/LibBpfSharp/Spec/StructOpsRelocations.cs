using System.Runtime.InteropServices;
using LibBpfSharp.Btf;
using LibBpfSharp.Elf;
using LibBpfSharp.Instructions;

namespace LibBpfSharp.Spec;

/// <summary>Programs given to members of struct_ops structs (libbpf: <c>bpf_object__collect_st_ops_relos</c>).</summary>
internal sealed class StructOpsRelocations
{
    private readonly ObjectTypes _types;
    private readonly ObjectSections _sections;
    private readonly FunctionSpec[] _functions;
    private readonly List<BpfMapSpec> _maps;
    private readonly Dictionary<int, int[]> _mapsBySection;
    private readonly Dictionary<uint, Dictionary<uint, int>> _membersByType = [];
    private readonly Dictionary<int, SortedDictionary<int, StructOpsProgram>> _programs = [];

    private ElfSection _section;
    private int[] _mapIndexes = [];

    internal StructOpsRelocations(ObjectSections sections, ObjectTypes types, FunctionSpec[] functions, List<BpfMapSpec> maps)
    {
        _sections = sections;
        _types = types;
        _functions = functions;
        _maps = maps;
        // In the order of their DATASEC, which is that of their offsets.
        _mapsBySection = Enumerable.Range(0, maps.Count)
            .Where(index => maps[index].StructOps is not null)
            .GroupBy(index => maps[index].SectionIndex)
            .ToDictionary(group => group.Key, group => group.ToArray());
    }

    internal void Collect(ElfSection section)
    {
        _section = section;
        _mapIndexes = _mapsBySection.GetValueOrDefault((int)section.Info, []);
        foreach (ElfRelocation relocation in section.AsRelocations())
            Add(relocation, section.AsRelocations().GetSymbol(relocation, _sections.Symbols));
    }

    internal void Finish()
    {
        foreach ((int map, SortedDictionary<int, StructOpsProgram> programs) in _programs)
            _maps[map].StructOps = _maps[map].StructOps! with { Programs = [.. programs.Values] };
    }

    private void Add(in ElfRelocation relocation, in ElfSymbol symbol)
    {
        int mapIndex = FindMap(relocation);
        BpfMapSpec map = _maps[mapIndex];
        uint offset = (uint)(relocation.Offset - map.SectionOffset);
        if (symbol.SectionIndex < 0)
            throw Error(relocation, $"{Quoted.Name(map.Name)} is given symbol {Quoted.Name(symbol.Name)}, which is in no section");
        if (symbol.Value % BpfInstruction.Size != 0)
            throw Error(relocation, $"{Quoted.Name(map.Name)} is given symbol {Quoted.Name(symbol.Name)} at byte {symbol.Value}, which is no instruction");

        BtfType type = _types.Btf.GetType(map.StructOps!.TypeId);
        if (!Members(type).TryGetValue(offset * 8, out int member))
            throw Error(relocation, $"{Quoted.Name(map.Name)} is initialised at byte {offset}, where struct {Quoted.Name(_types.NameOf(type))} has no member");
        string name = _types.Names[type.Members[member].NameOffset];
        if (!StructOpsSpec.IsFunctionPointer(type.Members[member], _types.Btf))
            throw Error(relocation, $"member {Quoted.Name(name)} of {Quoted.Name(map.Name)} is given {Quoted.Name(symbol.Name)}, and is no function pointer");

        FunctionSpec function = FunctionTable.Find(_functions, symbol.SectionIndex, (long)(symbol.Value / BpfInstruction.Size))
            ?? throw Error(relocation, $"member {Quoted.Name(name)} of {Quoted.Name(map.Name)} is given {Quoted.Name(symbol.Name)}, which is no program");
        if (BpfSectionDefinition.Find(function.SectionName)?.ProgramType != BpfProgramType.StructOps)
        {
            throw Error(relocation,
                $"member {Quoted.Name(name)} of {Quoted.Name(map.Name)} is given program {Quoted.Name(function.Name)} of section {Quoted.Name(function.SectionName)}: it must be in SEC(\"struct_ops\")");
        }

        ref SortedDictionary<int, StructOpsProgram>? programs = ref CollectionsMarshal.GetValueRefOrAddDefault(_programs, mapIndex, out _);
        (programs ??= [])[member] = new(member, (int)offset, function.Index);
    }

    private int FindMap(in ElfRelocation relocation)
    {
        int low = 0;
        int high = _mapIndexes.Length - 1;
        while (low < high)
        {
            int middle = low + ((high - low + 1) / 2);
            if (_maps[_mapIndexes[middle]].SectionOffset <= relocation.Offset)
                low = middle;
            else
                high = middle - 1;
        }

        if (_mapIndexes.Length > 0)
        {
            BpfMapSpec map = _maps[_mapIndexes[low]];
            if (map.SectionOffset <= relocation.Offset && relocation.Offset - map.SectionOffset < map.ValueSize)
                return _mapIndexes[low];
        }
        throw Error(relocation, $"no struct_ops variable is at offset {relocation.Offset}");
    }

    /// <summary>The first member at each bit offset.</summary>
    private Dictionary<uint, int> Members(in BtfType type)
    {
        if (_membersByType.TryGetValue(type.Id, out Dictionary<uint, int>? known))
            return known;
        Dictionary<uint, int> members = [];
        for (int index = 0; index < type.Length; index++)
            members.TryAdd(type.Members[index].BitOffset, index);
        return _membersByType[type.Id] = members;
    }

    private BpfObjectFormatException Error(in ElfRelocation relocation, string message) =>
        new($"relocation {relocation.Index}: {message}", _section.Label, (long)relocation.Index * 16) { Fault = FormatFault.Invalid };
}
