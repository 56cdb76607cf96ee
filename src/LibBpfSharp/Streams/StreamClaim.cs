namespace LibBpfSharp;

/// <summary>A reader's buffers, claimed by the thread of its stream: nobody else reads while it lasts.</summary>
internal sealed class StreamClaim
{
    private Thread? _holder;

    /// <summary>Whether another thread than this one has claimed the buffers.</summary>
    public bool IsAnothers => Volatile.Read(ref _holder) is { } holder && holder != Thread.CurrentThread;

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
