namespace LibBpfSharp.TestSupport.Mutation;

/// <summary>What became of a series of inputs.</summary>
/// <param name="Inputs">How many there were.</param>
/// <param name="PassedHeader">How many the first check let through.</param>
/// <param name="Accepted">How many were visited to the end.</param>
/// <param name="MostAllocated">The most bytes one input made the parser allocate.</param>
/// <param name="MostAllocatedShare">The most one input allocated, as a share of what it was allowed.</param>
/// <param name="Slowest">The most processor time one input took.</param>
/// <param name="Failures">What broke the rules.</param>
public sealed record MutationReport(
    int Inputs, int PassedHeader, int Accepted, long MostAllocated, double MostAllocatedShare, TimeSpan Slowest, IReadOnlyList<string> Failures)
{
    /// <summary>An empty series.</summary>
    public static MutationReport None { get; } = new(0, 0, 0, 0, 0, TimeSpan.Zero, []);

    /// <summary>Two series as one.</summary>
    public static MutationReport operator +(MutationReport left, MutationReport right) => new(
        left.Inputs + right.Inputs,
        left.PassedHeader + right.PassedHeader,
        left.Accepted + right.Accepted,
        Math.Max(left.MostAllocated, right.MostAllocated),
        Math.Max(left.MostAllocatedShare, right.MostAllocatedShare),
        left.Slowest > right.Slowest ? left.Slowest : right.Slowest,
        [.. left.Failures, .. right.Failures]);

    /// <summary>One line of figures.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{Inputs:#,0} inputs: {PassedHeader:#,0} passed the header checks, {Accepted:#,0} were accepted; ") +
        FormattableString.Invariant($"most allocated {MostAllocated:#,0} bytes ({MostAllocatedShare:P1} of the bound), slowest {Slowest.TotalMilliseconds:0.0} ms");
}
