namespace LibBpfSharp.Tracing;

/// <summary>A perf event, and where it is counted.</summary>
public sealed record PerfEventOptions
{
    /// <summary>The kind of event.</summary>
    public required PerfEventType Type { get; init; }

    /// <summary>Which event of its kind: for <see cref="PerfEventType.Software"/> 0 is the CPU clock, 1 the task clock, 3 context switches.</summary>
    public ulong Config { get; init; }

    /// <summary>Events per run of the program; without meaning where <see cref="Frequency"/> is set. Nanoseconds for the clocks.</summary>
    public ulong Period { get; init; }

    /// <summary>Runs of the program per second, which the kernel keeps up by adjusting the period; <c>null</c> for a fixed <see cref="Period"/>.</summary>
    public ulong? Frequency { get; init; }

    /// <summary>The CPU; <c>null</c> for all that <see cref="ProcessId"/> runs on.</summary>
    public int? Cpu { get; init; }

    /// <summary>The process or thread, 0 for the calling thread; <c>null</c> for all on <see cref="Cpu"/>.</summary>
    public int? ProcessId { get; init; }
}
