namespace LibBpfSharp.Samples.Generator;

/// <summary>How much to send, over how long; each amount is per IP version.</summary>
internal sealed record SendPlan
{
    public string Cgroup { get; init; } = "";

    public int Seconds { get; init; } = 5;

    public int Datagrams { get; init; } = 5_000;

    public int StreamBytes { get; init; } = 50_000_000;

    /// <summary>Splits an amount over the run, in steps of <see cref="Step"/>; the parts add up to the whole.</summary>
    public async IAsyncEnumerable<int> Pace(int amount)
    {
        int steps = Seconds * (int)(TimeSpan.FromSeconds(1) / Step);
        using var timer = new PeriodicTimer(Step);
        for (int i = 0; i < steps; i++)
        {
            await timer.WaitForNextTickAsync();
            yield return (int)(((long)amount * (i + 1) / steps) - ((long)amount * i / steps));
        }
    }

    private static TimeSpan Step => TimeSpan.FromMilliseconds(20);
}
