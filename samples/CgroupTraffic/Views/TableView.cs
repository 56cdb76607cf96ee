using System.Text;

namespace LibBpfSharp.Samples.CgroupTraffic.Views;

/// <summary>For a terminal: a table redrawn in place, the busiest flows first.</summary>
internal sealed class TableView(TextWriter output, Func<int> terminalHeight) : ITrafficView
{
    private const string HomeAndClear = "\e[H\e[J";
    private const int LinesAroundRows = 4;

    private Dictionary<TrafficFlow, long> _bytesBefore = [];
    private double _secondsBefore;

    public void Show(TrafficReport report)
    {
        double elapsed = report.Seconds - _secondsBefore;
        double Rate(TrafficFlow flow) => elapsed <= 0 ? 0 : ((flow.Bytes ?? 0) - _bytesBefore.GetValueOrDefault(Identity(flow))) / elapsed;

        TrafficFlow[] flows = [.. report.Flows.OrderByDescending(Rate).ThenByDescending(flow => flow.Bytes)];
        int rows = Math.Max(1, terminalHeight() - LinesAroundRows);
        var text = new StringBuilder(HomeAndClear)
            .AppendLine($"{"",-8} {"",-4} {"",-5} {"remote",6} {"packets",14} {"bytes",18} {"payload",18} {"bytes/s",16}");
        foreach (TrafficFlow flow in flows.Take(rows))
        {
            text.AppendLine(
                $"{flow.Direction,-8} IPv{flow.IpVersion} {flow.Protocol,-5} {flow.RemotePort,6} {flow.Packets,14:#,0} {flow.Bytes,18:#,0} {flow.PayloadBytes,18:#,0} {Rate(flow),16:#,0}");
        }

        if (flows.Length > rows) text.AppendLine($"and {flows.Length - rows} more");
        if (report.UntrackedPackets > 0) text.AppendLine($"{report.UntrackedPackets:#,0} packets not counted: the table of flows was full");
        text.Append($"{report.Seconds:0} s; Ctrl-C ends");
        output.WriteLine(text);

        _bytesBefore = report.Flows.ToDictionary(Identity, flow => flow.Bytes ?? 0);
        _secondsBefore = report.Seconds;
    }

    /// <summary>The flow without its figures.</summary>
    private static TrafficFlow Identity(TrafficFlow flow) => flow with { Packets = null, Bytes = null, PayloadBytes = 0 };
}
