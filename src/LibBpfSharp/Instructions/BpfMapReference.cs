namespace LibBpfSharp.Instructions;

/// <summary>A wide load of a map, or of an address in its value, by the map's name.</summary>
/// <param name="Instruction">Index of the load's first slot.</param>
/// <param name="Map">The name.</param>
public readonly record struct BpfMapReference(int Instruction, string Map);
