namespace LibBpfSharp.TestSupport.Mutation;

/// <summary>One changed input.</summary>
/// <param name="Number">Its number: the same mutator makes the same bytes of it again.</param>
/// <param name="Bytes">The input.</param>
/// <param name="Description">What was changed.</param>
public sealed record Mutant(int Number, byte[] Bytes, string Description);
