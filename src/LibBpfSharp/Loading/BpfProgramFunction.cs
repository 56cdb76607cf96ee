namespace LibBpfSharp;

/// <summary>Where a function of a program starts, and its type (<c>struct bpf_func_info</c>).</summary>
public readonly record struct BpfProgramFunction
{
    /// <summary>The function's first instruction, an index into <see cref="BpfProgram.Instructions"/>.</summary>
    public int Instruction { get; init; }

    /// <summary>The function's name.</summary>
    public string Name { get; init; }

    /// <summary>The function's type in the object's BTF as the kernel has it, <see cref="BpfObject.BtfHandle"/>.</summary>
    public uint TypeId { get; init; }
}
