using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace LibBpfSharp;

/// <summary>The events of ring or perf buffers as an asynchronous stream, which a thread of its own keeps filled until it is disposed.</summary>
/// <remarks>
/// <para>
/// Readers enumerate it, or use <see cref="Reader"/>; several share the events. One that stops enumerating loses none: what it had taken in advance
/// goes back. Where a reader works for long on each event, the full mode says what becomes of those that come meanwhile.
/// </para>
/// <para>
/// An event of another size than <typeparamref name="T"/> ends the stream with a <see cref="BpfRecordException"/>, behind the events before it.
/// It is consumed, and a new stream goes on behind it. Disposing the reader that the stream comes from ends it, too.
/// </para>
/// </remarks>
/// <typeparam name="T">The event, laid out as in C.</typeparam>
public sealed class BpfEventStream<T> : IAsyncEnumerable<T>, IAsyncDisposable, IDisposable
    where T : unmanaged
{
    private const int BatchSize = 512;

    private readonly BpfEventReader _source;
    private readonly BpfEventStreamFullMode _fullMode;
    private readonly EventQueue<T> _queue;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal BpfEventStream(BpfEventReader source, BpfEventStreamOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Capacity, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Capacity, 1 << 30, nameof(options));
        if (!Enum.IsDefined(options.FullMode)) throw new ArgumentOutOfRangeException(nameof(options), options.FullMode, "There is no such full mode.");
        _source = source;
        _fullMode = options.FullMode;
        _queue = new EventQueue<T>(options.Capacity);
        Thread = new Thread(Run) { IsBackground = true, Name = "LibBpfSharp events" };
    }

    /// <summary>The events, and their end.</summary>
    public ChannelReader<T> Reader => _queue;

    /// <summary>The most events that wait to be read.</summary>
    public int Capacity => _queue.Capacity;

    /// <summary>Events dropped because nobody read fast enough, by <see cref="BpfEventStreamFullMode.DropNewest"/> or <see cref="BpfEventStreamFullMode.DropOldest"/>.</summary>
    public long Dropped => _queue.Dropped;

    /// <summary>Which takes the events from the kernel.</summary>
    internal Thread Thread { get; }

    internal void Start() => Thread.Start();

    /// <inheritdoc/>
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) => new EventEnumerator<T>(_queue, null, cancellationToken);

    /// <summary>Enumerates it with awaits that go on in the captured context or not.</summary>
    /// <param name="continueOnCapturedContext">As for tasks.</param>
    /// <returns>What <c>await foreach</c> takes.</returns>
    /// <remarks>The framework's method of that name for what is enumerated and the one for what is disposed of would contend otherwise.</remarks>
    public ConfiguredCancelableAsyncEnumerable<T> ConfigureAwait(bool continueOnCapturedContext)
        => TaskAsyncEnumerableExtensions.ConfigureAwait((IAsyncEnumerable<T>)this, continueOnCapturedContext);

    /// <summary>Stops taking events from the kernel, and waits until the thread that does so has ended. Events not yet read can be read still; then the stream ends.</summary>
    public void Dispose()
    {
        Stop();
        if (Thread.CurrentThread != Thread) Thread.Join();
    }

    /// <summary>As <see cref="Dispose"/>, without holding the caller's thread meanwhile.</summary>
    /// <returns>Done when nothing takes events any more: another stream may be opened.</returns>
    public ValueTask DisposeAsync()
    {
        Stop();
        return new(_ended.Task);
    }

    private void Stop()
    {
        _stop.Cancel();
        _queue.Abandon();
    }

    private void Run()
    {
        Exception? error = null;
        try
        {
            Fill();
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // Stopped, or the reader is disposed: an end like any other.
        }
#pragma warning disable CA1031 // whatever it is, it belongs to those who read
        catch (Exception e)
#pragma warning restore CA1031
        {
            error = e;
        }

        _source.EndStream(); // before the end is seen: who sees it may open the next stream
        _queue.End(error);
        _ended.SetResult();
    }

    private void Fill()
    {
        T[] batch = new T[Math.Min(BatchSize, _queue.Capacity)];
        SpinWait idle = default;
        bool wasTold = false;
        while (!_stop.IsCancellationRequested)
        {
            int room = _fullMode is BpfEventStreamFullMode.Wait ? _queue.WaitForRoom() : batch.Length;
            if (room == 0) return;
            int count = 0;
            try
            {
                _source.Read(batch.AsSpan(0, Math.Min(room, batch.Length)), ref count);
            }
            finally
            {
                int dropped = _queue.Append(batch.AsSpan(0, count), _fullMode);
                if (dropped > 0) StreamMetrics.Lost(_source.Name, (ulong)dropped);
            }

            if (count == 0)
            {
                // A record that is still being written ends every wait at once: its program may have been interrupted.
                if (wasTold) idle.SpinOnce();
                wasTold = _source.Wait(Timeout.InfiniteTimeSpan, _stop.Token);
            }
            else
            {
                (idle, wasTold) = (default, false);
            }
        }
    }
}
