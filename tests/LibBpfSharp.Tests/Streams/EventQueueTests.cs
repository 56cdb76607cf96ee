namespace LibBpfSharp.Tests.Streams;

/// <summary>The queue between the thread of a stream and its readers.</summary>
public sealed class EventQueueTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(BpfEventStreamFullMode.Wait)]
    [InlineData(BpfEventStreamFullMode.DropNewest)]
    [InlineData(BpfEventStreamFullMode.DropOldest)]
    public async Task What_is_added_is_read_once_or_dropped_and_counted(BpfEventStreamFullMode mode)
    {
        const int Events = 200_000;
        EventQueue<int> queue = new(64);
        Task<List<int>>[] readers = [.. Enumerable.Range(0, 4).Select(i => Task.Run(() => i < 2 ? EnumerateAsync(queue) : ReadAsync(queue), Cancellation))];
        Task writer = Task.Run(
            () =>
            {
                int[] batch = new int[64];
                for (int next = 0; next < Events;)
                {
                    int room = mode is BpfEventStreamFullMode.Wait ? queue.WaitForRoom() : 1 + next % 64;
                    int count = Math.Min(Math.Min(room, batch.Length), Events - next);
                    for (int i = 0; i < count; i++) batch[i] = next++;
                    queue.Append(batch.AsSpan(0, count), mode);
                }

                queue.End(null);
            },
            Cancellation);
        await writer;
        List<int>[] read = await Task.WhenAll(readers);
        await queue.Completion.WaitAsync(TimeSpan.FromSeconds(10), Cancellation);
        int[] all = [.. read.SelectMany(list => list).Order()];
        Assert.Equal(all.Length, all.Distinct().Count());
        Assert.Equal(Events, all.Length + queue.Dropped);
        if (mode is BpfEventStreamFullMode.Wait) Assert.Equal(0, queue.Dropped);
    }

    [Fact]
    public async Task An_error_comes_behind_what_was_added_before_it()
    {
        EventQueue<int> queue = new(8);
        queue.Append([1, 2], BpfEventStreamFullMode.Wait);
        ValueTask<bool> wait = queue.WaitToReadAsync(Cancellation);
        queue.End(new InvalidOperationException("the end"));
        Assert.True(await wait);
        Assert.True(queue.TryRead(out int first) && queue.TryRead(out int second) && first == 1 && second == 2);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await queue.WaitToReadAsync(Cancellation));
        await Assert.ThrowsAsync<InvalidOperationException>(() => queue.Completion);
    }

    [Fact]
    public void What_is_put_back_comes_first_and_always_has_room()
    {
        EventQueue<int> queue = new(4);
        queue.Append([1, 2, 3, 4], BpfEventStreamFullMode.Wait);
        int[] taken = new int[3];
        Assert.Equal(3, queue.Take(taken));
        queue.Append([5, 6, 7], BpfEventStreamFullMode.Wait);
        queue.PutBack(taken);
        Assert.Equal(7, queue.Count);
        int[] all = new int[10];
        Assert.Equal(7, queue.Take(all));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], all[..7]);
    }

    [Fact]
    public async Task Several_wait_at_a_time_and_one_may_give_up()
    {
        EventQueue<int> queue = new(4);
        using CancellationTokenSource source = new();
        Task<bool>[] waits = [.. Enumerable.Range(0, 5).Select(i => queue.WaitToReadAsync(i == 2 ? source.Token : Cancellation).AsTask())];
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waits[2]);
        Assert.Equal(1, waits.Count(wait => wait.IsCompleted));
        queue.Append([1], BpfEventStreamFullMode.Wait);
        foreach (Task<bool> wait in waits.Where((_, i) => i != 2)) Assert.True(await wait);
    }

    [Fact]
    public async Task An_abandoned_queue_ends_the_writers_wait()
    {
        EventQueue<int> queue = new(1);
        queue.Append([1], BpfEventStreamFullMode.Wait);
        Task<int> wait = Task.Run(queue.WaitForRoom, Cancellation);
        queue.Abandon();
        Assert.Equal(0, await wait.WaitAsync(TimeSpan.FromSeconds(10), Cancellation));
    }

    [Fact]
    public void An_error_that_nobody_asks_the_completion_for_is_no_unobserved_one()
    {
        List<string> unobserved = [];
        EventHandler<UnobservedTaskExceptionEventArgs> note = (_, e) =>
        {
            lock (unobserved) unobserved.Add(e.Exception.InnerException!.Message);
        };
        TaskScheduler.UnobservedTaskException += note;
        try
        {
            EndOne();
            GC.Collect();
            GC.WaitForPendingFinalizers();
            lock (unobserved) Assert.DoesNotContain("an end of its own", unobserved);
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= note;
        }

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static void EndOne() => new EventQueue<int>(1).End(new InvalidOperationException("an end of its own"));
    }

    private static async Task<List<int>> EnumerateAsync(EventQueue<int> queue)
    {
        List<int> events = [];
        bool more = true;
        while (more)
        {
            more = false;
            await foreach (int e in queue.ReadAllAsync(Cancellation))
            {
                events.Add(e);
                more = true;
                if (e % 1000 == 0) break; // and what was taken in advance goes back
            }
        }

        return events;
    }

    private static async Task<List<int>> ReadAsync(EventQueue<int> queue)
    {
        List<int> events = [];
        while (await queue.WaitToReadAsync(Cancellation))
        {
            while (queue.TryRead(out int e)) events.Add(e);
        }

        return events;
    }
}
