namespace LibBpfSharp;

/// <summary>What readers of ring buffers and of perf buffers have in common: they wait for any of their buffers, and can be read as a stream.</summary>
/// <remarks>
/// Dispose may be called by any thread and by a handler: reading under way ends at its next event, and the memory is unmapped when the last
/// reader is out. The maps may be disposed before the reader.
/// </remarks>
public abstract class BpfEventReader : IDisposable
{
    /// <summary>After so many a poll looks whether it is cancelled.</summary>
    internal const int RecordsAtATime = 4096;

    private readonly EventPoller _poller;
    private readonly IEventBuffer[] _buffers;
    private readonly StreamClaim _claim = new();
    private int _polling;
    private int _disposing;
    private int _next;

    private protected BpfEventReader(EventPoller poller, IEventBuffer[] buffers, string name)
    {
        _poller = poller;
        _buffers = buffers;
        foreach (IEventBuffer buffer in buffers) buffer.Claim = _claim;
        Name = name;
    }

    /// <summary>Events that never reached the buffers, as far as it is known; how is told by the kind of reader.</summary>
    public abstract ulong Lost { get; }

    /// <summary>The maps' names, for metrics.</summary>
    internal string Name { get; }

    /// <summary>Waits until a buffer has events, for reading in batches.</summary>
    /// <param name="timeout">The longest wait, rounded up to milliseconds; <see cref="Timeout.InfiniteTimeSpan"/> to wait for ever.</param>
    /// <param name="cancellationToken">Ends the wait at once.</param>
    /// <returns>False if the time is over.</returns>
    /// <exception cref="OperationCanceledException">Cancelled before the wait, or during it while no buffer had events.</exception>
    /// <exception cref="InvalidOperationException">The reader is being polled already.</exception>
    /// <exception cref="ObjectDisposedException">The reader was disposed before or during the wait.</exception>
    /// <exception cref="BpfException">The kernel refuses the wait.</exception>
    public bool Wait(TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        BeginPoll();
        try
        {
            foreach (IEventBuffer buffer in _buffers)
            {
                if (buffer.HasMore) return true;
            }

            return !WaitForBuffers(timeout, cancellationToken).IsEmpty;
        }
        finally
        {
            EndPoll();
        }
    }

    /// <summary>Starts to read all events as a stream. Until it is disposed, or has ended by itself, nothing else can read from this reader: it is refused.</summary>
    /// <typeparam name="T">The event, laid out as in C.</typeparam>
    /// <param name="options">How many events wait to be read, and what happens to more.</param>
    /// <returns>The stream; disposing it stops the reading.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option has no meaning.</exception>
    /// <exception cref="ArgumentException">A ring buffer's definition names the type of its records, and <typeparamref name="T"/> is not laid out like it (<see cref="BpfLayoutException"/>).</exception>
    /// <exception cref="InvalidOperationException">The reader is being read already, by a stream for one; or samples of a perf buffer have other parts than what programs send.</exception>
    /// <exception cref="ObjectDisposedException">The reader is disposed.</exception>
    public BpfEventStream<T> OpenStream<T>(BpfEventStreamOptions? options = null)
        where T : unmanaged
    {
        foreach (IEventBuffer buffer in _buffers) buffer.Check<T>();
        BpfEventStream<T> stream = new(this, options ?? BpfEventStreamOptions.Plain);
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposing) != 0, this);
        if (!_claim.TryTake(stream.Thread, () => Volatile.Read(ref _polling) != 0 || _buffers.Any(static buffer => buffer.IsBeingRead))) throw IsBeingRead();
        stream.Start();
        return stream;
    }

    /// <summary>Reads all events as a stream until the enumeration is left or cancelled.</summary>
    /// <remarks>
    /// What was taken from the kernel by then and not read is lost, and counted so by the meter. To leave and come back keep a <see cref="OpenStream{T}"/>.
    /// </remarks>
    /// <inheritdoc cref="OpenStream{T}"/>
    /// <param name="options">How many events wait to be read, and what happens to more.</param>
    /// <param name="cancellationToken">Ends the enumeration, by an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="BpfRecordException">An event has another size than <typeparamref name="T"/>, or what is in a buffer is no record.</exception>
    /// <example>
    /// <code>
    /// using RingBufferReader reader = bpf.Maps["events"].AsRingBuffer();
    /// await foreach (StreamEvent one in reader.ReadAllAsync&lt;StreamEvent>(cancellationToken: stop)) // record struct StreamEvent(ulong Sequence, ulong Time)
    /// {
    ///     seen.Add(one.Sequence);
    ///     if (seen.Count == 3) break;                        // ends the stream and its thread
    /// }
    /// </code>
    /// </example>
    public async IAsyncEnumerable<T> ReadAllAsync<T>(
        BpfEventStreamOptions? options = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
        where T : unmanaged
    {
        BpfEventStream<T> stream = OpenStream<T>(options);
        try
        {
            await foreach (T e in stream.WithCancellation(cancellationToken).ConfigureAwait(false)) yield return e;
        }
        finally
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            if (stream.Reader.Count is > 0 and int unread) StreamMetrics.Lost(Name, (ulong)unread);
        }
    }

    /// <summary>Ends reading and gives up the buffers, once readers under way are out. The maps stay.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposing, 1) != 0) return;

        // Closed first: whoever is woken finds them so.
        foreach (IEventBuffer buffer in _buffers) buffer.Close();
        _poller.Dispose();
        CloseMap();
        GC.SuppressFinalize(this);
    }

    /// <summary>Copies events of all buffers, beginning with another one each time, so that none waits for ever behind a busy one.</summary>
    internal void Read<T>(Span<T> events, ref int count)
        where T : unmanaged
    {
        for (int i = 0; i < _buffers.Length && count < events.Length; i++)
        {
            _next = (_next + 1) % _buffers.Length;
            _buffers[_next].Read(events, ref count);
        }
    }

    /// <summary>Waits, and tells which buffers have events. Between <see cref="BeginPoll"/> and <see cref="EndPoll"/>.</summary>
    private protected ReadOnlySpan<ulong> WaitForBuffers(TimeSpan timeout, CancellationToken cancellationToken)
    {
        ReadOnlySpan<ulong> ready = _poller.Wait(timeout, cancellationToken);
        foreach (ulong index in ready) _buffers[index].NoteReady();
        return ready;
    }

    /// <summary>Gives up what the buffers needed to be closed.</summary>
    private protected virtual void CloseMap()
    {
    }

    private protected void BeginPoll()
    {
        if (!_claim.TryBegin(ref _polling, 1)) throw IsBeingRead();
    }

    /// <summary>The stream has read its last.</summary>
    internal void EndStream() => _claim.Release();

    private InvalidOperationException IsBeingRead() => StreamClaim.IsBeingRead($"'{Name}'");

    private protected void EndPoll() => Volatile.Write(ref _polling, 0);
}
