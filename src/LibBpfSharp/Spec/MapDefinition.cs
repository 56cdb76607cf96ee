namespace LibBpfSharp.Spec;

/// <summary>What the struct of a map in <c>.maps</c> says.</summary>
internal sealed class MapDefinition
{
    internal BpfMapType Type { get; set; }

    internal uint KeySize { get; set; }

    internal uint ValueSize { get; set; }

    internal uint MaxEntries { get; set; }

    internal uint Flags { get; set; }

    internal uint NumaNode { get; set; }

    internal ulong MapExtra { get; set; }

    internal BpfMapPinning Pinning { get; set; }

    internal uint KeyTypeId { get; set; }

    internal uint ValueTypeId { get; set; }

    /// <summary>The struct itself.</summary>
    internal uint TypeId { get; init; }

    internal MapDefinition? Inner { get; set; }

    internal BpfMapSpec ToSpec(string name, string sectionName, int sectionIndex, ulong offset, BpfMapSpec? inner) => new(name, sectionName)
    {
        Type = Type,
        KeySize = KeySize,
        ValueSize = ValueSize,
        MaxEntries = RingBufferSize.Fit(Type, MaxEntries),
        Flags = (BpfMapFlags)Flags,
        NumaNode = NumaNode,
        MapExtra = MapExtra,
        Pinning = Pinning,
        KeyTypeId = KeyTypeId,
        ValueTypeId = ValueTypeId,
        DefinitionTypeId = TypeId,
        InnerMap = inner,
        SectionIndex = sectionIndex,
        SectionOffset = offset,
    };
}
