namespace LibBpfSharp;

/// <summary>The source line instructions of a program come from (<c>struct bpf_line_info</c>).</summary>
public readonly record struct BpfProgramLine
{
    /// <summary>The first instruction of the line, an index into <see cref="BpfProgram.Instructions"/>; it lasts to the next line's.</summary>
    public int Instruction { get; init; }

    /// <summary>The place in the source.</summary>
    public BpfSourceLine Source { get; init; }
}
