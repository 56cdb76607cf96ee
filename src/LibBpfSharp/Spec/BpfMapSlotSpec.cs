namespace LibBpfSharp.Spec;

/// <summary>One initial element of a map of maps or of a program array, given in the map's definition.</summary>
public readonly record struct BpfMapSlotSpec
{
    /// <summary>The key: a 32-bit index.</summary>
    public int Index { get; internal init; }

    /// <summary>The name of the inner map or of the program.</summary>
    public string Target { get; internal init; }

    /// <summary>The position of the target in the object's maps or programs.</summary>
    public int TargetIndex { get; internal init; }
}
