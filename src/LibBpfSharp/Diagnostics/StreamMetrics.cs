using System.Diagnostics.Metrics;

namespace LibBpfSharp;

/// <summary>What streams tell the meter <c>LibBpfSharp</c>: added up by each walk, so that an event costs nothing even where somebody listens.</summary>
internal static class StreamMetrics
{
    private const string Map = "map";

    private static readonly Counter<long> s_events = BpfMeter.Instance.CreateCounter<long>(
        "libbpfsharp.stream.events", "{event}", "Records consumed from ring and perf buffers.");

    private static readonly Counter<long> s_bytes = BpfMeter.Instance.CreateCounter<long>(
        "libbpfsharp.stream.bytes", "By", "Bytes they took in their buffers, headers and padding included.");

    private static readonly Counter<long> s_lost = BpfMeter.Instance.CreateCounter<long>(
        "libbpfsharp.stream.lost", "{event}", "Records that the kernel reports lost, that a full stream dropped, or that nobody read of a stream that ended.");

    private static readonly Counter<long> s_overwritten = BpfMeter.Instance.CreateCounter<long>(
        "libbpfsharp.stream.overwritten", "By", "Bytes of records overwritten before they were read.");

    private static readonly Counter<long> s_wakeUps = BpfMeter.Instance.CreateCounter<long>(
        "libbpfsharp.stream.wakeups", "{wakeup}", "Times that waiting for events ended, for whatever reason.");

    public static void Consumed(string map, int events, long bytes)
    {
        if (s_events.Enabled) s_events.Add(events, new KeyValuePair<string, object?>(Map, map));
        if (s_bytes.Enabled) s_bytes.Add(bytes, new KeyValuePair<string, object?>(Map, map));
    }

    public static void Lost(string map, ulong events)
    {
        if (s_lost.Enabled) s_lost.Add((long)events, new KeyValuePair<string, object?>(Map, map));
    }

    public static void Overwritten(string map, ulong bytes)
    {
        if (s_overwritten.Enabled) s_overwritten.Add((long)bytes, new KeyValuePair<string, object?>(Map, map));
    }

    public static void WokenUp()
    {
        if (s_wakeUps.Enabled) s_wakeUps.Add(1);
    }
}
