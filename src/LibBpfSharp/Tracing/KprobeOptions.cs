namespace LibBpfSharp.Tracing;

/// <summary>How a program is attached to a kernel function.</summary>
public sealed record KprobeOptions : ProbeOptions
{
    internal static KprobeOptions Plain { get; } = new();
}
