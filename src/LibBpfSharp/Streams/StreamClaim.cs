namespace LibBpfSharp;

/// <summary>A reader's buffers, claimed by the thread of its stream: nobody else reads while it lasts.</summary>
internal sealed class StreamClaim
{
    private Thread? _holder;

    private bool IsAnothers => Volatile.Read(ref _holder) is { } holder && holder != Thread.CurrentThread;

    private bool IsOurs => Volatile.Read(ref _holder) == Thread.CurrentThread;

    /// <param name="what">What was to be read, as the subject of a sentence.</param>
    public static InvalidOperationException IsBeingRead(string what)
        => new($"{what} is being read: by another thread, by a stream, or by the handler's caller. It has one consumer at a time.");

    /// <summary>Marks something as being read by this thread, unless somebody reads it, or another thread has claimed it.</summary>
    /// <param name="reading">The mark; 0 where nobody reads.</param>
    /// <param name="mark">What it is to be.</param>
    public bool TryBegin(ref int reading, int mark)
    {
        if (IsAnothers) return false;
        SpinWait refused = default;
        while (Interlocked.CompareExchange(ref reading, mark, 0) != 0)
        {
            if (!IsOurs) return false;
            refused.SpinOnce(); // somebody came as the claim was made, and is being refused
        }

        if (!IsAnothers) return true;
        Volatile.Write(ref reading, 0);
        return false;
    }

    /// <summary>Claims the buffers. Who begins to read says so and then looks at the claim, this one in the other order: one of the two sees the other.</summary>
    public bool TryTake(Thread holder, Func<bool> isBeingRead)
    {
        if (Interlocked.CompareExchange(ref _holder, holder, null) is not null) return false;
        if (!isBeingRead()) return true;
        Release();
        return false;
    }

    public void Release() => Interlocked.Exchange(ref _holder, null);
}
