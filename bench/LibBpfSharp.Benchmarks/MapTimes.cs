namespace LibBpfSharp.Benchmarks;

/// <summary>What the rounds of one task took on each side, in nanoseconds per element, and what ours allocated.</summary>
internal sealed class MapTimes
{
    public List<double> Ours { get; } = [];

    /// <summary>libbpf, in a process with a second, idle thread.</summary>
    public List<double> Theirs { get; } = [];

    /// <summary>libbpf, in a process of one thread.</summary>
    public List<double> Alone { get; } = [];

    public List<double> Allocated { get; } = [];

    public static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
