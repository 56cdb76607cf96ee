namespace LibBpfSharp.Introspection;

/// <summary>What a descriptor of some process has to do with BPF: a perf event, or a raw tracepoint, with a program attached.</summary>
public sealed record BpfTaskDescriptor
{
    internal BpfTaskDescriptor()
    {
    }

    /// <summary>The program.</summary>
    public required uint ProgramId { get; init; }

    /// <summary>What it is attached to.</summary>
    public required BpfTaskFdType Type { get; init; }

    /// <summary>The tracepoint, function or file; empty where it is known by address alone.</summary>
    public required string Name { get; init; }

    /// <summary>Of a kprobe the offset from the function, of a uprobe that in the file.</summary>
    public required ulong Offset { get; init; }

    /// <summary>Of a kprobe the address.</summary>
    public required ulong Address { get; init; }
}
