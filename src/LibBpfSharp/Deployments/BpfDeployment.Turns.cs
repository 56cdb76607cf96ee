namespace LibBpfSharp.Deployments;

public sealed partial class BpfDeployment
{
    private readonly object _gate = new();
    private bool _isChanging;
    private bool _isDisposed;

    /// <summary>Gives the lock up, when what is under way has ended. Everything stays attached.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;

            // Only a callback of the change itself comes here while it is under way: without the lock another process would settle it meanwhile.
            if (!_isChanging) _lock.Dispose();
        }
    }

    /// <summary>Makes a change when no other is under way, and holds the lock to its end.</summary>
    private T InTurn<T>(Func<T> change)
    {
        lock (_gate)
        {
            if (_isChanging) throw new InvalidOperationException($"The deployment '{Path}' is being changed by what calls this: swap and remove when that has ended.");
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            _isChanging = true;
            try
            {
                return change();
            }
            finally
            {
                _isChanging = false;
                if (_isDisposed) _lock.Dispose();
            }
        }
    }
}
