using System.Runtime.InteropServices;
using LibBpfSharp.Btf;
using LibBpfSharp.Elf;

namespace LibBpfSharp.Loading;

/// <summary>Programs given to members of struct_ops structs (libbpf: <c>bpf_object__collect_st_ops_relos</c>).</summary>
internal sealed class StructOpsRelocations
{
    private const uint InstructionSize = 8;

    private readonly ObjectTypes _types;
    private readonly ElfSection _section;
    private readonly FunctionSpec[] _functions;
    private readonly List<BpfMapSpec> _maps;
    private readonly int[] _mapIndexes;
    private readonly Dictionary<uint, Dictionary<uint, int>> _membersByType = [];
    private readonly Dictionary<int, SortedDictionary<int, StructOpsProgram>> _programs = [];

    private StructOpsRelocations(ObjectTypes types, ElfSection section, FunctionSpec[] functions, List<BpfMapSpec> maps)
    {
        _types = types;
        _section = section;
        _functions = functions;
        _maps = maps;
        // In the order of their DATASEC, which is that of their offsets.
        _mapIndexes = [.. Enumerable.Range(0, maps.Count).Where(index => maps[index].StructOps is not null && maps[index].SectionIndex == (int)section.Info)];
    }

    internal static void Collect(
        ObjectSections sections, ObjectTypes types, ElfSection section, FunctionSpec[] functions, List<BpfMapSpec> maps)
    {
        StructOpsRelocations pass = new(types, section, functions, maps);
        foreach (ElfRelocation relocation in section.AsRelocations())
            pass.Add(relocation, section.AsRelocations().GetSymbol(relocation, sections.Symbols));
        foreach ((int map, SortedDictionary<int, StructOpsProgram> programs) in pass._programs)
            maps[map].StructOps = maps[map].StructOps! with { Programs = [.. programs.Values] };
    }

    private void Add(in ElfRelocation relocation, in ElfSymbol symbol)
    {
        int mapIndex = FindMap(relocation);
        BpfMapSpec map = _maps[mapIndex];
        uint offset = (uint)(relocation.Offset - map.SectionOffset);
        if (symbol.SectionIndex < 0)
            throw Error(relocation, $"'{map.Name}' is given symbol '{symbol.Name}', which is in no section");
        if (symbol.Value % InstructionSize != 0)
            throw Error(relocation, $"'{map.Name}' is given symbol '{symbol.Name}' at byte {symbol.Value}, which is no instruction");

        BtfType type = _types.Btf.GetType(map.StructOps!.TypeId);
        if (!Members(type).TryGetValue(offset * 8, out int member))
            throw Error(relocation, $"'{map.Name}' is initialised at byte {offset}, where struct '{_types.NameOf(type)}' has no member");
        string name = _types.Names[type.Members[member].NameOffset];
        if (!IsFunctionPointer(type.Members[member].TypeId))
            throw Error(relocation, $"member '{name}' of '{map.Name}' is given '{symbol.Name}', and is no function pointer");

        FunctionSpec function = FunctionTable.Find(_functions, symbol.SectionIndex, (long)(symbol.Value / InstructionSize))
            ?? throw Error(relocation, $"member '{name}' of '{map.Name}' is given '{symbol.Name}', which is no program");
        if (SectionDefinition.Find(function.SectionName)?.ProgramType != BpfProgramType.StructOps)
        {
            throw Error(relocation,
                $"member '{name}' of '{map.Name}' is given program '{function.Name}' of section '{function.SectionName}': it must be in SEC(\"struct_ops\")");
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

    private bool IsFunctionPointer(uint typeId)
    {
        BtfType pointer = _types.Btf.SkipModifiers(typeId);
        return pointer.Kind == BtfKind.Ptr && _types.Btf.SkipModifiers(pointer.TypeId).Kind == BtfKind.FuncProto;
    }

    private BpfObjectFormatException Error(in ElfRelocation relocation, string message) =>
        new($"relocation {relocation.Index}: {message}", _section.Label, (long)relocation.Index * 16);
}
