namespace LibBpfSharp.Samples.CgroupTraffic.Views;

/// <summary>For a pipe or a file: one line for each flow that moved since the last output.</summary>
internal sealed class LineView(TextWriter output) : ITrafficView
{
    private HashSet<TrafficFlow> _shown = [];

    public void Show(TrafficReport report)
    {
        foreach (TrafficFlow flow in report.Flows.Where(flow => !_shown.Contains(flow)))
        {
            output.WriteLine(
                $"{report.Seconds,7:0.0} s  {flow.Direction,-7} IPv{flow.IpVersion} {flow.Protocol,-5} port {flow.RemotePort,-5}"
                + $"  {flow.Packets} packets  {flow.Bytes} bytes  {flow.PayloadBytes} payload bytes");
        }

        if (report.UntrackedPackets > 0) output.WriteLine($"{report.Seconds,7:0.0} s  {report.UntrackedPackets} packets not counted: the table of flows was full");
        _shown = [.. report.Flows];
    }
}
