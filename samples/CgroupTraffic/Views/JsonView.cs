namespace LibBpfSharp.Samples.CgroupTraffic.Views;

/// <summary>One line of JSON per output.</summary>
internal sealed class JsonView(TextWriter output) : ITrafficView
{
    public void Show(TrafficReport report) => output.WriteLine(report.ToJson());
}
