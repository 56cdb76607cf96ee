using System.Diagnostics.Metrics;

namespace LibBpfSharp;

/// <summary>What map operations tell the meter <c>LibBpfSharp</c>.</summary>
internal static class MapMetrics
{
    private static readonly Counter<long> s_operations = BpfMeter.Instance.CreateCounter<long>(
        "libbpfsharp.map.operations", "{operation}", "Calls of bpf(2) on elements of maps, by command; a batch is one.");

    public static void Count(BpfCommand command)
    {
        if (s_operations.Enabled) s_operations.Add(1, new KeyValuePair<string, object?>("command", command.ToShortName()));
    }
}
