namespace LibBpfSharp.TestSupport.Mutation;

/// <summary>A stretch of an input that is worth changing.</summary>
/// <param name="Name">What it holds, for reports.</param>
/// <param name="Start">First byte.</param>
/// <param name="Length">Bytes; 0 is allowed and never chosen.</param>
/// <param name="Alignment">Numbers begin at multiples of this, counted from <paramref name="Start"/>: 1, 2, 4 or 8.</param>
/// <param name="Weight">How often it is chosen, in relation to the others.</param>
public readonly record struct MutationRegion(string Name, int Start, int Length, int Alignment = 1, int Weight = 1);
