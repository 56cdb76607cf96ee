using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace LibBpfSharp;

/// <content>Waiting for events without a thread.</content>
internal sealed partial class EventQueue<T>
{
    private readonly List<EventWaiter> _waiting = [];
    private EventWaiter? _spare;

    public override ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<bool>(cancellationToken);
        EventWaiter waiter;
        lock (_gate)
        {
            if (Held > 0) return new ValueTask<bool>(true);
            if (_ended) return _error is null ? new ValueTask<bool>(false) : ValueTask.FromException<bool>(_error);
            waiter = _spare ?? new EventWaiter(Cancel, Recycle);
            _spare = null;
            _waiting.Add(waiter);
        }

        return waiter.Wait(cancellationToken);
    }

    /// <summary>As the base class has it, whose way allocates for each wait.</summary>
    public override ValueTask<T> ReadAsync(CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<T>(cancellationToken);
        return TryRead(out T item) ? new ValueTask<T>(item) : WaitAndReadAsync(cancellationToken);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<T> WaitAndReadAsync(CancellationToken cancellationToken)
    {
        while (await WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (TryRead(out T item)) return item;
        }

        throw new ChannelClosedException();
    }

    private void WakeReaders()
    {
        for (int i = 0; i < _waiting.Count; i++)
        {
            bool more = Held > 0 || !_ended;
            _waiting[i].Complete(more, more ? null : _error);
        }

        _waiting.Clear();
    }

    private void Cancel(EventWaiter waiter, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_waiting.Remove(waiter)) waiter.Complete(false, new OperationCanceledException(cancellationToken));
        }
    }

    /// <summary>Keeps one waiter for the next wait: a single reader then never allocates one.</summary>
    private void Recycle(EventWaiter waiter) => _spare = waiter;
}
