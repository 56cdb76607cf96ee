using System.Threading.Tasks.Sources;

namespace LibBpfSharp;

/// <summary>One wait for events, to be used again and again: it is its own task source and its own work item.</summary>
/// <param name="cancel">Called when the wait's token is cancelled.</param>
/// <param name="recycle">Called when the wait's result was taken.</param>
internal sealed class EventWaiter(Action<EventWaiter, CancellationToken> cancel, Action<EventWaiter> recycle) : IValueTaskSource<bool>, IThreadPoolWorkItem
{
    private ManualResetValueTaskSourceCore<bool> _source;
    private CancellationTokenRegistration _registration;
    private bool _more;
    private Exception? _error;

    public ValueTask<bool> Wait(CancellationToken cancellationToken)
    {
        short version = _source.Version;
        if (cancellationToken.CanBeCanceled)
        {
            _registration = cancellationToken.UnsafeRegister(
                static (waiter, token) => ((EventWaiter)waiter!).Cancel(token), this);
        }

        return new ValueTask<bool>(this, version);
    }

    /// <summary>Ends the wait, once. The one who waits goes on on the thread pool, never under the caller's lock.</summary>
    public void Complete(bool more, Exception? error)
    {
        (_more, _error) = (more, error);
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    void IThreadPoolWorkItem.Execute()
    {
        if (_error is null) _source.SetResult(_more);
        else _source.SetException(_error);
    }

    bool IValueTaskSource<bool>.GetResult(short token)
    {
        _registration.Dispose();
        _registration = default;
        try
        {
            return _source.GetResult(token);
        }
        finally
        {
            _source.Reset();
            _error = null;
            recycle(this);
        }
    }

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
        => _source.OnCompleted(continuation, state, token, flags);

    private void Cancel(CancellationToken cancellationToken) => cancel(this, cancellationToken);
}
