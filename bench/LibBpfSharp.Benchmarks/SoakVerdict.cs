namespace LibBpfSharp.Benchmarks;

/// <summary>Whether memory stayed flat: the medians of the middle third of the samples and of the last one, so that neither the start nor one sample decides.</summary>
internal static class SoakVerdict
{
    // A byte lost for each thousand events of half an hour is more than this, and so is an object for each wait.
    private const long MostBytes = 64 << 10;

    // Of pages: beside what is in use, those that hold little else, and stacks of threads that come and go.
    private const long MostResident = 1 << 20;

    /// <summary>Says it.</summary>
    public static bool Print(List<SoakMemory> samples)
    {
        int third = samples.Count / 3;
        SoakMemory[] middle = [.. samples.Skip(samples.Count - 2 * third).Take(third)], last = [.. samples.Skip(samples.Count - third)];
        long managed = Grown(sample => sample.Managed), native = Grown(sample => sample.Native), resident = Grown(sample => sample.Private);
        long descriptors = Grown(sample => sample.Descriptors);
        bool isFlat = managed <= MostBytes && native <= MostBytes && resident <= MostResident && descriptors <= 0;
        Console.WriteLine(FormattableString.Invariant(
            $"memory {(isFlat ? "flat" : "NOT FLAT")}: from the middle third to the last, by medians, managed {managed:+0;-0;0} and native {native:+0;-0;0} bytes in use (at most {MostBytes} each), private resident {resident:+0;-0;0} bytes (at most {MostResident}), descriptors {descriptors:+0;-0;0} (none)"));
        return isFlat;

        long Grown(Func<SoakMemory, long> of) => Median(last.Select(of)) - Median(middle.Select(of));
    }

    private static long Median(IEnumerable<long> values)
    {
        long[] all = [.. values.Order()];
        return all[all.Length / 2];
    }
}
