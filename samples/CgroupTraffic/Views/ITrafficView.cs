namespace LibBpfSharp.Samples.CgroupTraffic.Views;

/// <summary>A way to show what has been counted so far.</summary>
internal interface ITrafficView
{
    void Show(TrafficReport report);
}
