namespace LibBpfSharp.Spec;

/// <summary>One initial element of a map of maps or of a program array, given in the map's definition.</summary>
/// <param name="Index">The key: a 32-bit index.</param>
/// <param name="Target">The name of the inner map or of the program.</param>
/// <param name="TargetIndex">The place of the target in the object's maps or programs.</param>
public readonly record struct BpfMapSlotSpec(int Index, string Target, int TargetIndex);
