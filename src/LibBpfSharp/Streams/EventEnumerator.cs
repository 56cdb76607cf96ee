using System.Runtime.CompilerServices;

namespace LibBpfSharp;

/// <summary>Hands out the events of a queue one by one from a batch of its own, so that most steps are neither asynchronous nor locked.</summary>
internal sealed class EventEnumerator<T>(EventQueue<T> queue, CancellationTokenSource? owned, CancellationToken cancellationToken) : IAsyncEnumerator<T>
    where T : unmanaged
{
    private const int BatchSize = 256;

    private readonly T[] _batch = new T[Math.Min(BatchSize, queue.Capacity)];
    private int _index = -1;
    private int _count;

    public T Current => _batch[_index];

    public ValueTask<bool> MoveNextAsync()
    {
        if (++_index < _count) return new ValueTask<bool>(true);
        return Refill() ? new ValueTask<bool>(true) : WaitAsync();
    }

    /// <summary>Gives back what was taken and not handed out: a reader that leaves loses no event.</summary>
    public ValueTask DisposeAsync()
    {
        if (_index + 1 < _count) queue.PutBack(_batch.AsSpan(_index + 1, _count - _index - 1));
        _count = 0;
        owned?.Dispose();
        return default;
    }

    private bool Refill()
    {
        cancellationToken.ThrowIfCancellationRequested();
        (_index, _count) = (0, queue.Take(_batch));
        return _count > 0;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> WaitAsync()
    {
        while (await queue.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (Refill()) return true;
        }

        return false;
    }
}
