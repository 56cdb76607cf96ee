using LibBpfSharp.Instructions;

namespace LibBpfSharp.Spec;

/// <summary>A program as it would go into a kernel: relocated, sub-programs appended, externs resolved. Maps stand as descriptor 0.</summary>
public sealed class BpfRelocatedProgram
{
    internal BpfRelocatedProgram(BpfProgramSpec spec, ReadOnlyMemory<BpfInstruction> instructions)
    {
        Spec = spec;
        Instructions = instructions;
    }

    /// <summary>The program as its object defines it.</summary>
    public BpfProgramSpec Spec { get; }

    /// <summary>The instructions, the entry function first, then its sub-programs in the order of their first use.</summary>
    public ReadOnlyMemory<BpfInstruction> Instructions { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Spec.Name} ({Instructions.Length} instructions)";
}
