namespace LibBpfSharp.Introspection;

/// <summary>A process that holds a program or a link by descriptors.</summary>
public sealed record BpfHolder
{
    internal BpfHolder()
    {
    }

    /// <summary>The process, by its number in this process's pid namespace.</summary>
    public required int ProcessId { get; init; }

    /// <summary>Its name, up to 15 characters (<c>/proc/PID/comm</c>).</summary>
    public required string Command { get; init; }

    /// <summary>The descriptors' numbers, in ascending order.</summary>
    public required IReadOnlyList<int> Descriptors { get; init; }
}
