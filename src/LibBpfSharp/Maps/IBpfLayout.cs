namespace LibBpfSharp.Layouts;

/// <summary>
/// A C# type that tells its own layout, for the check against a map's C type where there is no reflection over nested fields (NativeAOT).
/// Generated types implement it; a type written by hand may.
/// </summary>
/// <remarks>It is asked of a value whose bytes are all zero.</remarks>
public interface IBpfLayout
{
    /// <summary>The fields, nested ones as leaves.</summary>
    BpfTypeLayout Layout { get; }
}
