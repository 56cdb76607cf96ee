using System.Runtime.InteropServices;
using LibBpfSharp.Btf;
using LibBpfSharp.Elf;

namespace LibBpfSharp.Spec;

/// <summary>Initial elements of maps of maps and program arrays (libbpf: <c>bpf_object__collect_map_relos</c>).</summary>
internal sealed class MapSlotRelocations
{
    private const uint PointerSize = 8;

    private readonly ObjectSections _sections;
    private readonly ObjectTypes _types;
    private readonly List<BpfMapSpec> _maps;
    private readonly BtfSectionVariable[] _places;
    private readonly Dictionary<string, int> _mapByName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FunctionSpec> _programByName = new(StringComparer.Ordinal);
    private readonly Dictionary<int, int> _programIndex = [];
    private readonly Dictionary<int, SortedDictionary<int, BpfMapSlotSpec>> _slots = [];

    private ElfSection _section;

    internal MapSlotRelocations(ObjectSections sections, ObjectTypes types, FunctionSpec[] functions, List<BpfMapSpec> maps)
    {
        _sections = sections;
        _types = types;
        _maps = maps;
        types.TryFindSection(DeclaredMapCollector.SectionName, out BtfType datasec);
        // Declared maps come first, in the order of their DATASEC, which is that of their offsets.
        _places = [.. Places(datasec)];
        for (int index = 0; index < maps.Count; index++)
        {
            if (maps[index].Name.Length <= TypeNames.LongestKey)
                _mapByName.TryAdd(maps[index].Name, index);
        }
        foreach (FunctionSpec function in functions)
        {
            if (function.IsSubprogram)
                continue;
            if (function.Name.Length <= TypeNames.LongestKey)
                _programByName.TryAdd(function.Name, function);
            _programIndex.Add(function.Index, _programIndex.Count);
        }
    }

    internal void Collect(ElfSection section)
    {
        _section = section;
        foreach (ElfRelocation relocation in section.AsRelocations())
            Add(relocation);
    }

    internal void Finish()
    {
        foreach ((int map, SortedDictionary<int, BpfMapSlotSpec> slots) in _slots)
            _maps[map].Slots = [.. slots.Values];
    }

    private static IEnumerable<BtfSectionVariable> Places(BtfType datasec)
    {
        for (int index = 0; index < datasec.Length; index++)
            yield return datasec.Variables[index];
    }

    private void Add(in ElfRelocation relocation)
    {
        ElfSymbol symbol = _section.AsRelocations().GetSymbol(relocation, _sections.Symbols);
        int mapIndex = FindMap(relocation);
        BpfMapSpec map = _maps[mapIndex];
        int slot = SlotOf(relocation, map, _places[mapIndex]);
        BpfMapSlotSpec value = map.Type switch
        {
            BpfMapType.ArrayOfMaps or BpfMapType.HashOfMaps => InnerMap(relocation, map, slot, symbol),
            BpfMapType.ProgArray => Program(relocation, slot, symbol),
            _ => throw Error(relocation, $"map {Quoted.Name(map.Name)} of type {map.Type} is initialised, and only maps of maps and program arrays can be"),
        };

        ref SortedDictionary<int, BpfMapSlotSpec>? slots = ref CollectionsMarshal.GetValueRefOrAddDefault(_slots, mapIndex, out _);
        (slots ??= [])[slot] = value;
    }

    private int FindMap(in ElfRelocation relocation)
    {
        ulong offset = relocation.Offset;
        int low = 0;
        int high = _places.Length - 1;
        while (low < high)
        {
            int middle = low + ((high - low + 1) / 2);
            if (_places[middle].Offset <= offset)
                low = middle;
            else
                high = middle - 1;
        }

        return _places.Length > 0 && _places[low] is { } place && place.Offset <= offset
            && offset <= uint.MaxValue && offset + PointerSize <= (ulong)place.Offset + place.Size
            ? low
            : throw Error(relocation, $"no map is declared at offset {offset} of .maps");
    }

    private int SlotOf(in ElfRelocation relocation, BpfMapSpec map, BtfSectionVariable place)
    {
        BtfType definition = _types.Btf.GetType(map.DefinitionTypeId);
        BtfMember last = definition.Members[definition.Length - 1];
        if (_types.Names[last.NameOffset] != "values")
            throw Error(relocation, $"map {Quoted.Name(map.Name)} is initialised, and its last attribute is not 'values'");
        ulong inMap = relocation.Offset - place.Offset;
        uint start = last.BitOffset / 8;
        if (inMap < start || (inMap - start) % PointerSize != 0)
            throw Error(relocation, $"map {Quoted.Name(map.Name)} is initialised at byte {inMap}, which is no element of 'values'");
        return (int)((inMap - start) / PointerSize);
    }

    private BpfMapSlotSpec InnerMap(in ElfRelocation relocation, BpfMapSpec map, int slot, in ElfSymbol symbol)
    {
        if (symbol.SectionIndex != _sections.Maps)
            throw Error(relocation, $"map {Quoted.Name(map.Name)} is initialised with {Quoted.Name(symbol.Name)}, which is no map of SEC(\".maps\")", FormatFault.Relocation);
        if (map.Type == BpfMapType.HashOfMaps && map.KeySize != sizeof(int))
            throw Error(relocation, $"hash of maps {Quoted.Name(map.Name)} is initialised, which takes keys of 4 bytes, and it has {map.KeySize}");
        return symbol.Name.Length <= TypeNames.LongestKey && _mapByName.TryGetValue(symbol.Name, out int target)
            ? new() { Index = slot, Target = symbol.Name, TargetIndex = target }
            : throw Error(relocation, $"map {Quoted.Name(map.Name)} is initialised with {Quoted.Name(symbol.Name)}, and there is no such map", FormatFault.Dangling);
    }

    private BpfMapSlotSpec Program(in ElfRelocation relocation, int slot, in ElfSymbol symbol)
    {
        if (symbol.Name.Length > TypeNames.LongestKey || !_programByName.TryGetValue(symbol.Name, out FunctionSpec? target))
            throw Error(relocation, $"a program array is initialised with {Quoted.Name(symbol.Name)}, and there is no such entry program", FormatFault.Dangling);
        if (target.SectionIndex != symbol.SectionIndex || (ulong)target.SectionInstruction * 8 != symbol.Value)
            throw Error(relocation, $"a program array is initialised with {Quoted.Name(symbol.Name)}, which is no entry program", FormatFault.Relocation);
        return new() { Index = slot, Target = symbol.Name, TargetIndex = _programIndex[target.Index] };
    }

    private BpfObjectFormatException Error(in ElfRelocation relocation, string message, FormatFault fault = FormatFault.Invalid) =>
        new($"relocation {relocation.Index}: {message}", _section.Label, (long)relocation.Index * 16) { Fault = fault };
}
