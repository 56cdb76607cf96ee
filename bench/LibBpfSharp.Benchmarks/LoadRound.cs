namespace LibBpfSharp.Benchmarks;

/// <summary>What one round took, in milliseconds.</summary>
internal sealed record LoadRound(double Open, double Load, double Close)
{
    public double OpenAndLoad => Open + Load;

    public static LoadRound Of(IReadOnlyList<double> times) => new(times[0], times[1], times[2]);

    public override string ToString() => FormattableString.Invariant($"{Open,8:0.000} {Load,8:0.000} {Close,8:0.000}");
}
