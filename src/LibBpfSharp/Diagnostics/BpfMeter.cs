using System.Diagnostics.Metrics;

namespace LibBpfSharp;

/// <summary>The meter <c>LibBpfSharp</c>.</summary>
internal static class BpfMeter
{
    public static Meter Instance { get; } = new("LibBpfSharp");
}
