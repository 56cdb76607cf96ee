namespace LibBpfSharp.Benchmarks;

/// <summary>
/// What each shape of consuming events, and map operations, allocate by the runtime's counters, once everything is compiled: of this thread, and, where a
/// reader waits without one, of the whole process.
/// </summary>
internal static class AllocationCheck
{
    private const int WarmUp = 300;
    private const int Rounds = 300;
    private const int Operations = 1024;

    // The pools of tasks and of work items fill up as threads come and go.
    private const int EventsPerByte = 1000;

    /// <returns>0 if nothing is allocated by an event or an operation.</returns>
    public static async Task<int> RunAsync(string file)
    {
        using StreamFixture streams = new(file);
        using MapFixture map = new();
        bool isNone = true;
        Console.WriteLine($"bytes allocated by {Rounds} rounds");
        Check("ring, handler", StreamFixture.Events, streams.RingByHandler);
        Check("ring, poll", StreamFixture.Events, streams.RingByPoll);
        Check("ring, batch of spans", StreamFixture.Events, streams.RingByBatch);
        Check("ring, batch of values", StreamFixture.Events, streams.RingByTypedBatch);
        Check("ring, copy", StreamFixture.Events, streams.RingByCopy);
        Check("perf, handler", StreamFixture.Events, streams.PerfByHandler);
        Check("perf, poll", StreamFixture.Events, streams.PerfByPoll);
        Check("perf, records", StreamFixture.Events, streams.PerfByRecord);
        Check("perf, copy", StreamFixture.Events, streams.PerfByCopy);
        Check("user ring", StreamFixture.Events, streams.UserRing);
        Check("map lookup", Operations, () => map.LookUp(Operations));
        Check("map update", Operations, () => map.Update(Operations));
        Check("map delete", Operations, () => map.Delete(Operations), () => map.Update(Operations));
        Check("map lookup batch", Operations, () => map.LookUpBatch(Operations));
        Check("map update batch", Operations, () => map.UpdateBatch(Operations));
        Check("map delete batch", Operations, () => map.DeleteBatch(Operations), () => map.UpdateBatch(Operations));
        Check("mapped array", MapFixture.ArrayEntries, () => map.ReadMapped());
        await CheckAsync("ring, stream", streams.RingByStream);
        await CheckAsync("ring, channel", streams.RingByChannel);
        await CheckAsync("perf, stream", streams.PerfByStream);
        return isNone ? 0 : 1;

        void Check(string name, int items, Action run, Action? putBack = null)
        {
            long allocated = 0;
            for (int i = -WarmUp; i < Rounds; i++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                run();
                if (i >= 0) allocated += GC.GetAllocatedBytesForCurrentThread() - before;
                putBack?.Invoke();
            }

            Report(name, allocated, items, 0);
        }

        async Task CheckAsync(string name, Func<ValueTask> run)
        {
            for (int i = 0; i < WarmUp; i++) await run();
            long before = GC.GetTotalAllocatedBytes(precise: true);
            for (int i = 0; i < Rounds; i++) await run();
            Report(name, GC.GetTotalAllocatedBytes(precise: true) - before, StreamFixture.Events, (long)StreamFixture.Events * Rounds / EventsPerByte);
        }

        void Report(string name, long allocated, int items, long most)
        {
            isNone &= allocated <= most;
            Console.WriteLine(FormattableString.Invariant($"  {name,-22} {allocated,8} for {(long)Rounds * items,9} events or operations{(allocated <= most ? "" : ": TOO MANY")}"));
        }
    }
}
