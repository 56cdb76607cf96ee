namespace LibBpfSharp;

/// <summary>How many events a stream holds for its readers, and what happens to more.</summary>
public sealed record BpfEventStreamOptions
{
    internal static BpfEventStreamOptions Plain { get; } = new();

    /// <summary>The most events that wait to be read; rounded up to a power of two.</summary>
    public int Capacity { get; init; } = 8192;

    /// <summary>What happens to an event for which there is no room.</summary>
    public BpfEventStreamFullMode FullMode { get; init; } = BpfEventStreamFullMode.Wait;
}
