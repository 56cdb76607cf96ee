using LibBpfSharp.Loading.StructOps;

namespace LibBpfSharp.Loading;

/// <summary>A map as one load is to create it: the object's definition with the caller's settings, and what came of it.</summary>
internal sealed class MapPlan
{
    internal required BpfMapSpec Spec { get; init; }

    internal required string Name { get; init; }

    internal BpfMapType Type { get; set; }

    internal uint KeySize { get; set; }

    internal uint ValueSize { get; set; }

    internal uint MaxEntries { get; set; }

    internal BpfMapFlags Flags { get; set; }

    internal uint NumaNode { get; init; }

    internal BpfInterface? Interface { get; init; }

    /// <summary>The only program that may use the map.</summary>
    internal BpfProgramSpec? ExclusiveProgram { get; init; }

    internal ulong MapExtra { get; set; }

    internal bool AutoCreate { get; init; }

    internal string? PinPath { get; init; }

    /// <summary>What stands for the inner maps in place of the definition's; not owned.</summary>
    internal BpfMapHandle? InnerTemplate { get; init; }

    /// <summary>A map to take in place of a new one; not owned.</summary>
    internal BpfMapHandle? Reused { get; init; }

    internal uint KeyTypeId { get; init; }

    internal uint ValueTypeId { get; init; }

    /// <summary>Initial bytes of the value; what is missing to the value's size is zero.</summary>
    internal ReadOnlyMemory<byte> Image { get; set; }

    /// <summary>The mapping of an arena.</summary>
    internal MappedMemory? Arena { get; set; }

    /// <summary>The map in the kernel, once it is there.</summary>
    internal BpfMapHandle? Handle { get; set; }

    /// <summary>By member of a struct_ops map's struct, the function it is to call, −1 for none; <c>null</c> for other maps.</summary>
    internal int[]? StructOpsFunctions { get; init; }

    /// <summary>The map in the kernel's layout, if it is a struct_ops map.</summary>
    internal StructOpsPlan? StructOps { get; set; }

    /// <summary>What a struct_ops map is registered with, once its programs are loaded; the programs are not owned.</summary>
    internal OperationsValue? Operations { get; set; }

    /// <summary>Whether the map was there before.</summary>
    internal bool IsReused { get; set; }
}
