namespace LibBpfSharp.Samples.Generator;

/// <summary>Lays what was sent beside what the kernel counted.</summary>
internal static class Comparison
{
    public static bool Print(string sentFile, string countedFile)
    {
        TrafficReport sent = TrafficReport.Parse(File.ReadAllText(sentFile));
        TrafficReport report = TrafficReport.Parse(File.ReadAllText(countedFile));
        var counted = report.Flows.ToDictionary(Identity);
        bool equal = sent.Flows.Count > 0;

        Console.WriteLine($"{"flow",-30} {"unit",-14} {"sent",14} {"counted",14}");
        foreach (TrafficFlow flow in sent.Flows)
        {
            counted.Remove(Identity(flow), out TrafficFlow? found);
            foreach (var (unit, expected, actual) in Figures(flow, found))
            {
                if (expected is null) continue;
                bool same = expected == actual;
                equal &= same;
                Console.WriteLine($"{Name(flow),-30} {unit,-14} {expected,14:#,0} {actual ?? 0,14:#,0}   {(same ? "equal" : "NOT EQUAL")}");
            }
        }

        foreach (TrafficFlow stray in counted.Values)
        {
            equal = false;
            Console.WriteLine($"{Name(stray),-30} {"packets",-14} {0,14:#,0} {stray.Packets,14:#,0}   NOT EQUAL");
        }

        if (report.UntrackedPackets > 0) Console.WriteLine($"{report.UntrackedPackets:#,0} packets were seen but found no room in the map.");
        return equal && report.UntrackedPackets == 0;
    }

    private static string Name(TrafficFlow flow) => $"IPv{flow.IpVersion} {flow.Protocol} {flow.Direction} port {flow.RemotePort}";

    private static (string Unit, long? Sent, long? Counted)[] Figures(TrafficFlow sent, TrafficFlow? counted) =>
    [
        ("packets", sent.Packets, counted?.Packets),
        ("bytes", sent.Bytes, counted?.Bytes),
        ("payload bytes", sent.PayloadBytes, counted?.PayloadBytes),
    ];

    private static (string Direction, int IpVersion, string Protocol, int RemotePort) Identity(TrafficFlow flow)
        => (flow.Direction, flow.IpVersion, flow.Protocol, flow.RemotePort);
}
