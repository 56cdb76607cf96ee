namespace LibBpfSharp.Introspection;

/// <summary>A process that holds a program or a link by descriptors.</summary>
/// <param name="ProcessId">The process, by its number in this process's pid namespace.</param>
/// <param name="Command">Its name, up to 15 characters (<c>/proc/PID/comm</c>).</param>
/// <param name="Descriptors">The descriptors' numbers, in ascending order.</param>
public sealed record BpfHolder(int ProcessId, string Command, IReadOnlyList<int> Descriptors);
