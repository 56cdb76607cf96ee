namespace LibBpfSharp;

/// <summary>The source line instructions of a program come from (<c>struct bpf_line_info</c>).</summary>
/// <param name="Instruction">The first instruction of the line, an index into <see cref="BpfProgram.Instructions"/>; it lasts to the next line's.</param>
/// <param name="Source">The place in the source.</param>
public readonly record struct BpfProgramLine(int Instruction, BpfSourceLine Source);
