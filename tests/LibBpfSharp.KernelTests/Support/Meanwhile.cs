using System.Runtime.ExceptionServices;

namespace LibBpfSharp.KernelTests.Support;

/// <summary>Something another thread does in the middle of what this one does, as far as it is let.</summary>
internal sealed class Meanwhile : IDisposable
{
    private static readonly TimeSpan s_wait = TimeSpan.FromMilliseconds(200), s_limit = TimeSpan.FromSeconds(30);

    private readonly Thread _thread;
    private Exception? _failure;
    private bool _isBegun;

    public Meanwhile(Action action) => _thread = new Thread(() => _failure = Record.Exception(action)) { IsBackground = true };

    /// <summary>Begins it, and gives it time to end before what this thread is in.</summary>
    public void Begin()
    {
        _isBegun = true;
        _thread.Start();
        _thread.Join(s_wait);
    }

    /// <summary>Waits for its end.</summary>
    public void End()
    {
        Assert.True(_isBegun, "It never began.");
        Assert.True(_thread.Join(s_limit), "It does not end.");
        if (_failure is not null) ExceptionDispatchInfo.Throw(_failure);
    }

    public void Dispose()
    {
        if (_isBegun) _thread.Join(s_limit);
    }
}
