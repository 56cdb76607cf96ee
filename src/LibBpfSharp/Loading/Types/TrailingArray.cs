using LibBpfSharp.Btf;

namespace LibBpfSharp.Loading;

/// <summary>The array at the end of a data section, which takes what a new size of the section adds or cuts.</summary>
/// <param name="Variable">Index of its variable in the section.</param>
/// <param name="Offset">Where it begins, in bytes.</param>
/// <param name="Array">The array as compiled.</param>
/// <param name="Count">The elements it has in the section's new size.</param>
internal readonly record struct TrailingArray(int Variable, uint Offset, BtfArray Array, uint Count)
{
    /// <summary>Finds it; <c>null</c> where BTF cannot describe the section in that size.</summary>
    /// <param name="types">The object's BTF.</param>
    /// <param name="datasecId">The section; any other type has no such array.</param>
    /// <param name="size">The section's new size in bytes.</param>
    internal static TrailingArray? Find(BtfSpec? types, uint datasecId, uint size)
    {
        if (types is null || datasecId == 0 || types.GetType(datasecId) is not { Kind: BtfKind.Datasec, Length: > 0 } section) return null;
        BtfSectionVariable last = section.Variables[section.Length - 1];
        if (types.GetType(last.TypeId) is not { Kind: BtfKind.Var } variable || types.SkipModifiers(variable.TypeId) is not { Kind: BtfKind.Array } type) return null;
        BtfArray array = type.Array;
        if (size <= last.Offset || !types.TryGetSize(array.ElementTypeId, out uint element) || element == 0 || (size - last.Offset) % element != 0) return null;
        return new(section.Length - 1, last.Offset, array, (size - last.Offset) / element);
    }

    /// <summary>Describes the sections of a load whose size was changed.</summary>
    internal static void Describe(ObjectBtfDraft draft, IEnumerable<MapPlan> maps)
    {
        foreach (MapPlan map in maps)
        {
            if (!map.Spec.IsInternal || map.ValueSize == map.Spec.ValueSize) continue;
            if (Find(draft.Original, map.ValueTypeId, map.ValueSize) is { } array) array.Describe(draft, map);
        }
    }

    private void Describe(ObjectBtfDraft draft, MapPlan map)
    {
        BtfSectionVariable[] variables = new BtfSectionVariable[Variable + 1];
        for (int i = 0; i < variables.Length; i++) variables[i] = draft.Original.GetType(map.ValueTypeId).Variables[i];
        ref BtfSectionVariable last = ref variables[^1];
        last = last with { Size = map.ValueSize - Offset };
        draft.Builder.SetVariableType(last.TypeId, draft.Builder.AddArray(Array.ElementTypeId, Array.IndexTypeId, Count));
        draft.Builder.SetVariables(map.ValueTypeId, variables);
        draft.Builder.SetSize(map.ValueTypeId, map.ValueSize);
    }
}
