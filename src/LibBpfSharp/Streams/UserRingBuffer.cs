using System.Diagnostics;
using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>Sends samples to programs through a <c>BPF_MAP_TYPE_USER_RINGBUF</c> map (6.1), which they take by <c>bpf_user_ringbuf_drain</c>.</summary>
/// <remarks>
/// <para>
/// Several threads may send, of which one waits at a time; several samples may be reserved before the first is submitted, and programs see them in the order
/// they were reserved in, up to the first that is not submitted yet. Dispose may be called by any thread: it waits for nothing, and the memory is unmapped when the last sample is
/// submitted or discarded.
/// </para>
/// <para>Source: <c>kernel/bpf/ringbuf.c</c> (<c>__bpf_user_ringbuf_peek</c>).</para>
/// </remarks>
public sealed unsafe class UserRingBuffer : IDisposable
{
    private const int HeaderLength = 8;
    private const uint Busy = 1u << 31; // BPF_RINGBUF_BUSY_BIT
    private const uint Discarded = 1u << 30; // BPF_RINGBUF_DISCARD_BIT

    private readonly EventPoller _poller;
    private readonly RingMapping _memory;
    private readonly ulong* _consumer;
    private readonly ulong* _producer;
    private readonly byte* _data;
    private readonly object _gate = new();
    private int _waiting;
    private volatile bool _disposed;

    private UserRingBuffer(BpfMap map, EventPoller poller, RingMapping memory)
    {
        Map = map;
        Size = memory.Size;
        _poller = poller;
        _memory = memory;
        _consumer = memory.Consumer;
        _producer = memory.Producer;
        _data = memory.Data;
    }

    /// <summary>The map.</summary>
    public BpfMap Map { get; }

    /// <summary>Bytes the ring holds, a power of two. A sample takes 8 bytes more than it has, rounded up to 8.</summary>
    public uint Size { get; }

    /// <summary>Bytes programs have not taken yet.</summary>
    /// <exception cref="ObjectDisposedException">The ring is disposed.</exception>
    public uint PendingBytes
    {
        get
        {
            Hold();
            try
            {
                return (uint)(Volatile.Read(ref *_producer) - Volatile.Read(ref *_consumer));
            }
            finally
            {
                Release();
            }
        }
    }

    internal static UserRingBuffer Open(BpfMap map)
    {
        RingMapping memory = RingMapping.Map(map, BpfMapType.UserRingbuf, produces: true);
        EventPoller? poller = null;
        try
        {
            poller = EventPoller.Open(map.Handle.Kernel, typeof(UserRingBuffer));

            // By the edge that draining raises: the ring counts as writable while any byte is free.
            poller.Watch(map.Handle, EpollCalls.Writable | EpollCalls.EdgeTriggered, 0);
            return new UserRingBuffer(map, poller, memory);
        }
        catch
        {
            poller?.Dispose();
            memory.Dispose();
            throw;
        }
    }

    /// <summary>Reserves room for a sample, if there is any.</summary>
    /// <param name="length">Bytes of the sample.</param>
    /// <param name="sample">The room, to be filled and submitted.</param>
    /// <returns>False if programs have not taken enough yet.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The sample is larger than the ring.</exception>
    /// <exception cref="ObjectDisposedException">The ring is disposed.</exception>
    public bool TryReserve(int length, out UserRingBufferSample sample)
    {
        ulong total = (ulong)(uint)length + HeaderLength + 7 & ~7ul;
        if (length < 0 || total > Size) throw TooLarge(length);
        Hold();
        byte* header = Take(total, (uint)length | Busy);
        if (header == null)
        {
            Release();
            sample = default;
            return false;
        }

        sample = new UserRingBufferSample(this, header + HeaderLength, length);
        return true;
    }

    /// <summary>Reserves room for a sample, and waits for it as long as need be.</summary>
    /// <param name="length">Bytes of the sample.</param>
    /// <param name="timeout">The longest wait; <see cref="Timeout.InfiniteTimeSpan"/> to wait for ever.</param>
    /// <param name="cancellationToken">Ends the wait at once.</param>
    /// <returns>The room, to be filled and submitted.</returns>
    /// <remarks>Programs that drain with <c>BPF_RB_NO_WAKEUP</c> end no wait.</remarks>
    /// <exception cref="InvalidOperationException">Another thread waits already.</exception>
    /// <exception cref="TimeoutException">The time is over and there is no room.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before there was room.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The sample is larger than the ring.</exception>
    /// <exception cref="ObjectDisposedException">The ring was disposed before or during the wait.</exception>
    /// <exception cref="BpfException">The kernel refuses the wait.</exception>
    public UserRingBufferSample Reserve(int length, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        if (TryReserve(length, out UserRingBufferSample sample)) return sample;
        if (Interlocked.Exchange(ref _waiting, 1) != 0) throw new InvalidOperationException($"Another thread waits for room in user ring buffer '{Map.Name}'.");
        try
        {
            return WaitForRoom(length, timeout, cancellationToken);
        }
        finally
        {
            Volatile.Write(ref _waiting, 0);
        }
    }

    /// <summary>Ends waits and unmaps the ring once the last sample is submitted. The map, and what it holds for programs, stays.</summary>
    public void Dispose()
    {
        _disposed = true;
        _memory.Dispose();
        _poller.Dispose();
    }

    /// <summary>Ends the writing of a sample; the length word is written last.</summary>
    internal void Commit(byte* record, int length, bool isDiscarded)
    {
        Volatile.Write(ref *(uint*)(record - HeaderLength), (uint)length | (isDiscarded ? Discarded : 0));
        Release();
    }

    private UserRingBufferSample WaitForRoom(int length, TimeSpan timeout, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        TimeSpan left = timeout;
        do
        {
            _poller.Wait(left, cancellationToken);
            if (TryReserve(length, out UserRingBufferSample sample)) return sample;
            if (timeout != Timeout.InfiniteTimeSpan) left = timeout - Stopwatch.GetElapsedTime(start);
        }
        while (left > TimeSpan.Zero || timeout == Timeout.InfiniteTimeSpan);

        throw new TimeoutException($"No program made room for {length} bytes in user ring buffer '{Map.Name}' within {timeout.TotalMilliseconds} ms.");
    }

    /// <summary>Room for a record, its header filled in; <c>null</c> if there is none.</summary>
    private byte* Take(ulong total, uint word)
    {
        lock (_gate)
        {
            ulong position = *_producer;
            if (Size - (position - Volatile.Read(ref *_consumer)) < total) return null;
            byte* header = _data + (position & (Size - 1));
            *(uint*)header = word;
            *(uint*)(header + sizeof(uint)) = 0;
            Volatile.Write(ref *_producer, position + total);
            return header;
        }
    }

    private void Hold()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _memory.Hold();
    }

    private void Release() => _memory.DangerousRelease();

    private ArgumentOutOfRangeException TooLarge(int length)
        => new(nameof(length), length, $"User ring buffer '{Map.Name}' has {Size} bytes, of which a sample takes 8 for itself.");
}
