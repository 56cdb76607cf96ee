namespace LibBpfSharp;

/// <summary>What a verifier log says of its end: where verification stopped and why.</summary>
/// <param name="Instruction">Index of the failing instruction in the program as given to the kernel, sub-programs included; <c>null</c> if the log names none.</param>
/// <param name="InstructionText">The instruction as the verifier prints it, without the register state; empty if the log shows none.</param>
/// <param name="Source">The source line; <c>null</c> where neither log nor line information has it.</param>
/// <param name="Cause">The verifier's reason in one line; empty where the log gives none.</param>
internal sealed record VerifierFailure(int? Instruction, string InstructionText, BpfSourceLine? Source, string Cause);
