namespace LibBpfSharp;

/// <summary>Where a function of a program starts, and its type (<c>struct bpf_func_info</c>).</summary>
/// <param name="Instruction">The function's first instruction, an index into <see cref="BpfProgram.Instructions"/>.</param>
/// <param name="Name">The function's name.</param>
/// <param name="TypeId">The function's type in the object's BTF as the kernel has it, <see cref="BpfObject.BtfHandle"/>.</param>
public readonly record struct BpfProgramFunction(int Instruction, string Name, uint TypeId);
