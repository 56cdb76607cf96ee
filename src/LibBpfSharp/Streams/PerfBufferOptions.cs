namespace LibBpfSharp;

/// <summary>How perf buffers are made and read.</summary>
public sealed record PerfBufferOptions
{
    internal static PerfBufferOptions Plain { get; } = new();

    /// <summary>Pages of each CPU's buffer, a power of two.</summary>
    public int PagesPerCpu { get; init; } = 8;

    /// <summary>How many events end a wait (<c>wakeup_events</c>). Without meaning where <see cref="WakeUpBytes"/> is set.</summary>
    public uint WakeUpEvents { get; init; } = 1;

    /// <summary>How many bytes of records end a wait (<c>wakeup_watermark</c>); <c>null</c> to go by <see cref="WakeUpEvents"/>.</summary>
    public uint? WakeUpBytes { get; init; }

    /// <summary>
    /// Whether a full buffer overwrites its oldest records (<c>write_backward</c>, 4.7). It is paused while it is read, and read from the newest
    /// record to the oldest; what a read leaves comes first in the next. Nothing waits for such a buffer: read it when its contents are wanted.
    /// </summary>
    public bool IsOverwritable { get; init; }

    /// <summary>The CPUs, of which each must be online; <c>null</c> for all that are.</summary>
    public IReadOnlyList<int>? Cpus { get; init; }

    /// <summary>The map's index for each of <see cref="Cpus"/>; <c>null</c> for the CPU's number, which <c>BPF_F_CURRENT_CPU</c> stands for.</summary>
    public IReadOnlyList<uint>? MapIndexes { get; init; }

    /// <summary>Called for each report of lost records, on the thread that reads, with how many.</summary>
    public Action<PerfBuffer, ulong>? OnLost { get; init; }

    /// <summary>The kind of event. What programs send takes the default, <see cref="PerfEventType.Software"/>.</summary>
    public PerfEventType EventType { get; init; } = PerfEventType.Software;

    /// <summary>Which event of its kind. What programs send takes the default, <c>PERF_COUNT_SW_BPF_OUTPUT</c>.</summary>
    public ulong EventConfig { get; init; } = BpfOutput;

    /// <summary>Events per sample of a kind that counts; without meaning for what programs send.</summary>
    public ulong SamplePeriod { get; init; }

    /// <summary>
    /// What the kernel writes of a sample (<c>sample_type</c>). By default <c>PERF_SAMPLE_RAW</c>, what the program sent, alone; with other parts, samples
    /// are to be read as records, by <see cref="PerfBufferReader.ConsumeRecords"/>.
    /// </summary>
    public ulong SampleFormat { get; init; } = Raw;

    internal const ulong Raw = 1 << 10; // PERF_SAMPLE_RAW

    private const ulong BpfOutput = 10; // PERF_COUNT_SW_BPF_OUTPUT
}
