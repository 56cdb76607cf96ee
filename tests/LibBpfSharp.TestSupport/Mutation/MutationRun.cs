namespace LibBpfSharp.TestSupport.Mutation;

/// <summary>Feeds mutants to a parser and measures what each costs.</summary>
public static class MutationRun
{
    private static readonly TimeSpan s_timeAllowed = TimeSpan.FromSeconds(1);

    /// <summary>What an input of a size may make the parser allocate, in bytes.</summary>
    public static long AllocationAllowed(int size) => (8L * size) + (1 << 20);

    /// <summary>Runs the mutants of numbers 0 to <paramref name="count"/> − 1.</summary>
    /// <typeparam name="T">What the parser opens an input as.</typeparam>
    /// <param name="mutator">Makes the inputs.</param>
    /// <param name="count">How many.</param>
    /// <param name="open">Reads the header.</param>
    /// <param name="visit">Reads everything else.</param>
    /// <remarks>A failure is any exception but <see cref="BpfObjectFormatException"/>, and any input above the bounds of memory or processor time.</remarks>
    public static MutationReport Run<T>(Mutator mutator, int count, Func<ReadOnlyMemory<byte>, T> open, Action<T> visit)
    {
        MutationReport report = MutationReport.None;
        for (int number = 0; number < count; number++)
            report += Measure(mutator.Create(number), open, visit);
        return report;
    }

    /// <summary>Runs one input.</summary>
    public static MutationReport Measure<T>(Mutant mutant, Func<ReadOnlyMemory<byte>, T> open, Action<T> visit)
    {
        List<string> failures = [];
        bool opened = false, accepted = false;
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        TimeSpan started = ThreadTime.Spent();
        try
        {
            T file = open(mutant.Bytes);
            opened = true;
            visit(file);
            accepted = true;
        }
        catch (BpfObjectFormatException)
        {
        }
        catch (Exception error)
        {
            failures.Add($"#{mutant.Number} ({mutant.Description}): {error}");
        }

        TimeSpan spent = ThreadTime.Spent() - started;
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        long allowed = AllocationAllowed(mutant.Bytes.Length);
        if (allocated > allowed)
            failures.Add($"#{mutant.Number} ({mutant.Description}): {allocated} bytes allocated for an input of {mutant.Bytes.Length}");
        if (spent > s_timeAllowed)
            failures.Add($"#{mutant.Number} ({mutant.Description}): took {spent}");
        return new MutationReport(1, opened ? 1 : 0, accepted ? 1 : 0, allocated, (double)allocated / allowed, spent, failures);
    }
}
