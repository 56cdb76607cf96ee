namespace LibBpfSharp;

/// <summary>The events of a queue, taken out a batch at a time.</summary>
internal sealed class EventEnumerable<T>(EventQueue<T> queue, CancellationToken cancellation) : IAsyncEnumerable<T>
    where T : unmanaged
{
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        if (!cancellation.CanBeCanceled) return new EventEnumerator<T>(queue, null, cancellationToken);
        if (!cancellationToken.CanBeCanceled || cancellationToken == cancellation) return new EventEnumerator<T>(queue, null, cancellation);
        var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, cancellationToken);
        return new EventEnumerator<T>(queue, both, both.Token);
    }
}
