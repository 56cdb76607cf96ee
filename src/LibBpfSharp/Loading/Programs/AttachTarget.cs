namespace LibBpfSharp.Loading;

/// <summary>What a program of a BTF-based kind is attached to, as <c>PROG_LOAD</c> wants to know it.</summary>
/// <param name="TypeId">BTF id of the function, hook or tracepoint.</param>
/// <param name="BtfDescriptor">Descriptor of the module's BTF object; 0 for the kernel proper.</param>
/// <param name="ProgramDescriptor">Descriptor of the BPF program attached to; 0 where it is the kernel.</param>
internal readonly record struct AttachTarget(uint TypeId, int BtfDescriptor = 0, int ProgramDescriptor = 0);
