namespace LibBpfSharp.Benchmarks;

/// <summary>What one round took, in milliseconds, and what it found.</summary>
internal sealed record BtfRound(double Open, double Finds, double Searches, IReadOnlyList<int> Answers)
{
    public double Total => Open + Finds + Searches;
}
