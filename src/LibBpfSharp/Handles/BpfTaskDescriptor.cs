namespace LibBpfSharp.Introspection;

/// <summary>What a descriptor of some process has to do with BPF: a perf event, or a raw tracepoint, with a program attached.</summary>
/// <param name="ProgramId">The program.</param>
/// <param name="Type">What it is attached to.</param>
/// <param name="Name">The tracepoint, function or file; empty where it is known by address alone.</param>
/// <param name="Offset">Of a kprobe the offset from the function, of a uprobe that in the file.</param>
/// <param name="Address">Of a kprobe the address.</param>
public sealed record BpfTaskDescriptor(uint ProgramId, BpfTaskFdType Type, string Name, ulong Offset, ulong Address);
