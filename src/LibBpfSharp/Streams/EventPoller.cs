using System.Diagnostics;
using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>Waits for any of several buffers, and is woken by cancellation and by Dispose. One thread waits at a time.</summary>
internal sealed class EventPoller : IDisposable
{
    private const ulong WakeUp = ulong.MaxValue;

    private readonly DescriptorHandle _epoll;
    private readonly DescriptorHandle _wake;
    private readonly Type _owner;
    private ulong[] _ready = new ulong[1];
    private volatile bool _disposed;

    private EventPoller(DescriptorHandle epoll, DescriptorHandle wake, Type owner) => (_epoll, _wake, _owner) = (epoll, wake, owner);

    /// <param name="kernel">The kernel.</param>
    /// <param name="owner">Of what to say that it is disposed.</param>
    /// <exception cref="BpfException">The process is out of descriptors.</exception>
    public static EventPoller Open(Kernel kernel, Type owner)
    {
        Check(kernel.CreateEpoll(out DescriptorHandle epoll), "An epoll set cannot be made");
        nint result = kernel.CreateEventFd(out DescriptorHandle wake);
        if (result >= 0) result = epoll.AddToEpoll(wake, EpollCalls.Readable, WakeUp);
        if (result < 0)
        {
            epoll.Dispose();
            wake.Dispose();
        }

        Check(result, "An eventfd to end waits by cannot be made");
        return new EventPoller(epoll, wake, owner);
    }

    /// <summary>Includes a buffer.</summary>
    /// <param name="source">Its descriptor.</param>
    /// <param name="events">What to wait for.</param>
    /// <param name="index">Its number in what <see cref="Wait"/> gives.</param>
    public void Watch(BpfHandle source, uint events, int index)
    {
        Check(_epoll.AddToEpoll(source, events, (ulong)index), "A buffer cannot be waited for");
        _ready = new ulong[_ready.Length + 1];
    }

    /// <summary>Waits until a buffer is ready or the time is over.</summary>
    /// <returns>The numbers of the buffers that are ready; none if the time is over.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled, and no buffer is ready.</exception>
    /// <exception cref="ObjectDisposedException">Disposed before or while waiting.</exception>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public ReadOnlySpan<ulong> Wait(TimeSpan timeout, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(_disposed, _owner);

        // Both stay open meanwhile: an eventfd that is closed wakes nobody.
        using HandleHold epoll = _epoll.Hold();
        using HandleHold wake = _wake.Hold();
        if (!cancellationToken.CanBeCanceled) return WaitUntil(timeout);

        CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(static poller => ((EventPoller)poller!).Wake(), this);
        ReadOnlySpan<ulong> ready;
        try
        {
            ready = WaitUntil(timeout);
        }
        finally
        {
            registration.Dispose();
        }

        if (!cancellationToken.IsCancellationRequested) return ready;
        if (!_disposed) _wake.Clear();

        // Some buffers tell once only: what came together with the cancellation goes first.
        return ready.IsEmpty ? throw new OperationCanceledException(cancellationToken) : ready;
    }

    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        Wake();
        _epoll.Dispose();
        _wake.Dispose();
    }

    /// <summary>Ends the wait under way, or the next one.</summary>
    private void Wake()
    {
        try
        {
            _wake.Signal();
        }
        catch (ObjectDisposedException)
        {
            // Whoever disposed has woken the wait.
        }
    }

    private ReadOnlySpan<ulong> WaitUntil(TimeSpan timeout)
    {
        long start = timeout > TimeSpan.Zero ? Stopwatch.GetTimestamp() : 0;
        TimeSpan left = timeout;
        while (true)
        {
            ObjectDisposedException.ThrowIf(_disposed, _owner);
            nint count = _epoll.WaitEpoll(_ready, Milliseconds(left));
            StreamMetrics.WokenUp();
            ObjectDisposedException.ThrowIf(_disposed, _owner);
            if (count >= 0) return WithoutWakeUp((int)count);
            if (count != -(nint)Errno.EINTR) Check(count, "Waiting for events failed");
            if (timeout > TimeSpan.Zero && (left = timeout - Stopwatch.GetElapsedTime(start)) < TimeSpan.Zero) left = TimeSpan.Zero;
        }
    }

    /// <summary>A wake-up beside buffers takes a place in the list, which has one to spare for it.</summary>
    private ReadOnlySpan<ulong> WithoutWakeUp(int count)
    {
        int woken = _ready.AsSpan(0, count).IndexOf(WakeUp);
        if (woken < 0) return _ready.AsSpan(0, count);
        _ready[woken] = _ready[count - 1];
        return _ready.AsSpan(0, count - 1);
    }

    private static int Milliseconds(TimeSpan timeout)
    {
        if (timeout == Timeout.InfiniteTimeSpan) return -1;
        return timeout <= TimeSpan.Zero ? 0 : (int)Math.Min(int.MaxValue, Math.Ceiling(timeout.TotalMilliseconds));
    }

    private static void Check(nint result, string failure)
    {
        if (result < 0) throw new BpfException($"{failure}: {result.ToErrno().Describe()}.", result.ToErrno());
    }
}
