namespace LibBpfSharp.Layouts;

/// <summary>How far the C# types of a view were checked against the C types of its map.</summary>
/// <remarks>Offsets and sizes of the fields are compared. What a field is called is not, nor whether an integer is signed: two fields of one size that changed places are not noticed.</remarks>
public enum BpfLayoutCheck
{
    /// <summary>By size only: the map has no types that this process may read, or the C# type cannot be looked into (NativeAOT without <see cref="IBpfLayout"/>).</summary>
    Size,

    /// <summary>Field by field, by what the C# type says of itself (<see cref="IBpfLayout"/>).</summary>
    Descriptor,

    /// <summary>Field by field, by reflection over the C# type.</summary>
    Fields,
}
