using System.Collections;
using LibBpfSharp.Btf;

namespace LibBpfSharp.Spec;

/// <summary>The variables BTF names in data sections, kconfig values and the arena.</summary>
internal static class VariableCollector
{
    internal static BpfVariableSpec[] Collect(ObjectTypes? types, List<BpfMapSpec> maps, int arena)
    {
        if (types is null)
            return [];
        List<BpfVariableSpec> variables = [];
        HashSet<uint> sections = [];
        BitArray seen = new(types.Btf.TypeCount);
        foreach (BpfMapSpec map in maps)
        {
            // Of sections that share a name, BTF describes the first.
            if (map.IsInternal && map.ValueTypeId != 0 && sections.Add(map.ValueTypeId))
                Add(types, types.Btf.GetType(map.ValueTypeId), map, map.ValueSize, seen, variables);
        }
        if (arena >= 0 && types.TryFindSection(ArenaGlobals.SectionName, out BtfType globals))
            Add(types, globals, maps[arena], (uint)maps[arena].InitialImage.Length, seen, variables);
        return [.. variables];
    }

    private static void Add(ObjectTypes types, in BtfType section, BpfMapSpec map, uint length, BitArray seen, List<BpfVariableSpec> variables)
    {
        foreach (BtfSectionVariable place in section.Variables)
        {
            BtfType variable = types.Btf.GetType(place.TypeId);
            // A static linker's stale place: the object loads all the same, but nothing can be said of the variable.
            if (variable.Kind != BtfKind.Var || (ulong)place.Offset + place.Size > length || seen[(int)variable.Id])
                continue;
            seen[(int)variable.Id] = true;
            variables.Add(new BpfVariableSpec(types.NameOf(variable), map)
            {
                Offset = place.Offset,
                Size = place.Size,
                TypeId = variable.TypeId,
                Linkage = map.Kind == BpfMapKind.Kconfig ? BtfVarLinkage.GlobalExtern : variable.VarLinkage,
            });
        }
    }
}
