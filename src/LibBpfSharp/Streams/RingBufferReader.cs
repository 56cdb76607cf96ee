namespace LibBpfSharp;

/// <summary>Reads ring buffers (<c>BPF_MAP_TYPE_RINGBUF</c>, 5.8): by a handler, in batches, or as an asynchronous stream.</summary>
/// <remarks>
/// <para>
/// A record is handed out where it lies in memory shared with the kernel. A handler that throws has consumed its record, and no other.
/// </para>
/// <para>Source: <c>kernel/bpf/ringbuf.c</c>.</para>
/// </remarks>
public sealed class RingBufferReader : BpfEventReader
{
    private readonly RingBuffer[] _rings;
    private readonly RingBufferOptions _options;

    private RingBufferReader(RingBuffer[] rings, EventPoller poller, RingBufferOptions options)
        : base(poller, rings, string.Join(',', rings.Select(ring => ring.Map.Name)))
    {
        _rings = rings;
        _options = options;
    }

    /// <summary>The rings, in the order of their maps.</summary>
    public IReadOnlyList<RingBuffer> Rings => _rings;

    /// <summary>Records the program had no room for, by <see cref="RingBufferOptions.ProducerDrops"/>; 0 where that is not given, since the kernel does not count them.</summary>
    public override ulong Lost => _options.ProducerDrops?.Invoke() ?? 0;

    /// <summary>Opens the ring buffers of several maps, to be waited for together; that of one is <see cref="BpfMap.AsRingBuffer"/>.</summary>
    /// <param name="maps">Maps in the kernel, one at least.</param>
    /// <param name="options">How to read.</param>
    /// <exception cref="ArgumentException">A map is of another type, is <c>null</c> or given twice, or there is none.</exception>
    /// <exception cref="InvalidOperationException">A map is not in the kernel.</exception>
    /// <exception cref="ObjectDisposedException">A map is disposed.</exception>
    /// <exception cref="BpfException">The kernel refuses; the process may be out of descriptors or memory.</exception>
    public static RingBufferReader Open(IEnumerable<BpfMap> maps, RingBufferOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(maps);
        BpfMap[] all = [.. maps];
        if (all.Length == 0) throw new ArgumentException("No map is given.", nameof(maps));
        if (all.Any(map => map is null)) throw new ArgumentException("A map is null.", nameof(maps));

        List<RingBuffer> rings = [];
        EventPoller poller = EventPoller.Open(all[0].Handle.Kernel, typeof(RingBufferReader));
        try
        {
            foreach (BpfMap map in all)
            {
                rings.Add(RingBuffer.Open(map));
                if (rings.Count(ring => ring.MapId == rings[^1].MapId) > 1) throw new ArgumentException($"Map '{map.Name}' is given twice.", nameof(maps));
                poller.Watch(map.Handle, Interop.EpollCalls.Readable, rings.Count - 1);
            }
        }
        catch
        {
            foreach (RingBuffer ring in rings) ring.Close();
            poller.Dispose();
            throw;
        }

        return new RingBufferReader([.. rings], poller, options ?? RingBufferOptions.Plain);
    }

    /// <summary>Hands the records there are to a handler, without waiting.</summary>
    /// <param name="handler">Called for each record, on this thread.</param>
    /// <param name="maximum">How many records at most.</param>
    /// <returns>How many records were handed out.</returns>
    /// <exception cref="InvalidOperationException">A ring is being read already.</exception>
    /// <exception cref="ObjectDisposedException">The reader is disposed.</exception>
    /// <exception cref="BpfRecordException">What is in a ring is no record.</exception>
    public int Consume(RingBufferHandler handler, int maximum = int.MaxValue)
    {
        int count = 0;
        foreach (RingBuffer ring in _rings)
        {
            count += ring.Consume(handler, maximum - count);
            if (ring.IsClosed || count == maximum) break;
        }

        return count;
    }

    /// <summary>Waits for records and hands what there is to a handler.</summary>
    /// <param name="handler">Called for each record, on this thread.</param>
    /// <param name="timeout">The longest wait, rounded up to milliseconds; zero not to wait, <see cref="Timeout.InfiniteTimeSpan"/> to wait for ever.</param>
    /// <param name="cancellationToken">Ends the wait at once, and, among records that never end, the handing out of them within some thousand.</param>
    /// <returns>How many records were handed out; 0 if the time is over, or the only record is still being written.</returns>
    /// <exception cref="OperationCanceledException">Cancelled before or during the wait; no record is consumed.</exception>
    /// <exception cref="InvalidOperationException">The reader is being polled, or a ring read, already.</exception>
    /// <exception cref="ObjectDisposedException">The reader was disposed before or during the wait.</exception>
    /// <exception cref="BpfRecordException">What is in a ring is no record.</exception>
    public int Poll(RingBufferHandler handler, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(handler);
        BeginPoll();
        try
        {
            int count = 0;
            foreach (ulong index in WaitForBuffers(timeout, cancellationToken))
            {
                if (!_rings[index].IsClosed) count += _rings[index].Consume(handler, cancellationToken);
            }

            return count;
        }
        finally
        {
            EndPoll();
        }
    }
}
