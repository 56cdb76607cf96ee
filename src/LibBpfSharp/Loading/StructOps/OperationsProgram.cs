namespace LibBpfSharp.Loading.StructOps;

/// <summary>A program that a member of a struct_ops value calls.</summary>
/// <param name="Offset">Where its descriptor goes, in bytes from the start of the value.</param>
/// <param name="Handle">The program.</param>
internal readonly record struct OperationsProgram(int Offset, BpfProgramHandle Handle);
