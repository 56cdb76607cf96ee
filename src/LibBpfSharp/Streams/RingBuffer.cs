namespace LibBpfSharp;

/// <summary>One <c>BPF_MAP_TYPE_RINGBUF</c> map (5.8) in memory shared with the kernel, read in place. Made by <see cref="RingBufferReader"/>.</summary>
/// <remarks>
/// <para>
/// It has one consumer: of two threads that read at a time, or a handler that reads its own ring, the second is refused. Positions count bytes since
/// the map was made; each record takes 8 bytes more than it holds, rounded up to 8.
/// </para>
/// <para>Source: <c>kernel/bpf/ringbuf.c</c>.</para>
/// </remarks>
public sealed unsafe partial class RingBuffer : IEventBuffer
{
    private readonly RingMapping _memory;
    private readonly ulong* _consumer;
    private readonly ulong* _producer;
    private readonly byte* _data;
    private int _sessions;
    private int _reading;
    private volatile bool _closed;
    private Type? _checkedType;

    private RingBuffer(BpfMap map, RingMapping memory)
    {
        Map = map;
        IsOverwriting = (memory.Info.Flags & BpfMapFlags.RbOverwrite) != 0;
        _memory = memory;
        Size = memory.Size;
        _consumer = memory.Consumer;
        _producer = memory.Producer;
        _data = memory.Data;
    }

    /// <summary>The map.</summary>
    public BpfMap Map { get; }

    /// <summary>Bytes the ring holds, a power of two.</summary>
    public uint Size { get; }

    /// <summary>Whether the kernel overwrites the oldest records of a full ring (<see cref="BpfMapFlags.RbOverwrite"/>, 6.19).</summary>
    public bool IsOverwriting { get; }

    /// <summary>Bytes not yet consumed, headers included, records still being written included.</summary>
    /// <exception cref="ObjectDisposedException">The reader is disposed.</exception>
    public uint AvailableBytes
    {
        get
        {
            Hold();
            try
            {
                ulong start = Volatile.Read(ref *_consumer);
                if (IsOverwriting) start = Math.Max(start, Overwritten);
                return (uint)Math.Min(Volatile.Read(ref *_producer) - start, Size);
            }
            finally
            {
                Release();
            }
        }
    }

    /// <summary>How far the records are consumed. While they are, it moves every sixteenth of the ring and at the end.</summary>
    /// <exception cref="ObjectDisposedException">The reader is disposed.</exception>
    public ulong ConsumerPosition => Read(_consumer);

    /// <summary>How far the kernel has reserved room for records.</summary>
    /// <exception cref="ObjectDisposedException">The reader is disposed.</exception>
    public ulong ProducerPosition => Read(_producer);

    internal uint MapId => _memory.Info.Id;

    internal bool IsClosed => _closed;

    /// <summary>The records there are, where they lie: <c>foreach (ReadOnlySpan&lt;byte&gt; record in ring.ReadBatch())</c>.</summary>
    /// <param name="maximum">How many records at most.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maximum"/> is negative.</exception>
    /// <example>
    /// <code>
    /// using RingBufferReader reader = bpf.Maps["events"].AsRingBuffer();
    /// foreach (ReadOnlySpan&lt;byte> record in reader.Rings[0].ReadBatch()) // what is there now: one batch, one update of the ring
    ///     sum += BinaryPrimitives.ReadUInt64LittleEndian(record);
    /// </code>
    /// </example>
    public RingBufferRecords ReadBatch(int maximum = int.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maximum);
        return new RingBufferRecords(this, maximum);
    }

    /// <summary>The records there are as values of a C# type, where they lie: <c>foreach (ref readonly Event e in ring.ReadBatch&lt;Event&gt;())</c>.</summary>
    /// <typeparam name="T">The record, laid out as in C. A record of another size is consumed, and thrown as <see cref="BpfRecordException"/>.</typeparam>
    /// <param name="maximum">How many records at most.</param>
    /// <exception cref="ArgumentException">The map's definition names the type of its records, and <typeparamref name="T"/> is not laid out like it (<see cref="BpfLayoutException"/>).</exception>
    public RingBufferRecords<T> ReadBatch<T>(int maximum = int.MaxValue)
        where T : unmanaged
    {
        CheckLayout<T>();
        return new(ReadBatch(maximum));
    }

    /// <summary>Copies the records there are.</summary>
    /// <param name="records">Room for them.</param>
    /// <returns>How many were copied, and consumed.</returns>
    /// <exception cref="ArgumentException">The map's definition names the type of its records, and <typeparamref name="T"/> is not laid out like it (<see cref="BpfLayoutException"/>).</exception>
    /// <exception cref="InvalidOperationException">The ring is being read already.</exception>
    /// <exception cref="ObjectDisposedException">The reader is disposed.</exception>
    /// <exception cref="BpfRecordException">A record has another size than <typeparamref name="T"/>. It is consumed; those before it are copied.</exception>
    public int Read<T>(Span<T> records)
        where T : unmanaged
    {
        int count = 0;
        ((IEventBuffer)this).Read(records, ref count);
        return count;
    }

    bool IEventBuffer.HasMore => false; // a wait ends as long as there are any

    void IEventBuffer.Check<T>() => CheckLayout<T>();

    void IEventBuffer.NoteReady()
    {
    }

    void IEventBuffer.Read<T>(Span<T> events, ref int count)
    {
        foreach (ref readonly T record in ReadBatch<T>(events.Length - count)) events[count++] = record;
    }

    void IEventBuffer.Close() => Close();

    /// <inheritdoc cref="RingBufferReader.Consume"/>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maximum"/> is negative.</exception>
    public int Consume(RingBufferHandler handler, int maximum = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(handler);
        RingBufferRecords walk = ReadBatch(maximum).GetEnumerator();
        try
        {
            while (walk.MoveNext()) handler(this, walk.Current);
            return walk.Taken;
        }
        finally
        {
            walk.Dispose();
        }
    }

    /// <summary>All there is, unless cancelled: a program that is as fast as the handler would keep it for ever.</summary>
    internal int Consume(RingBufferHandler handler, CancellationToken cancellationToken)
    {
        int count = 0, taken;
        do
        {
            count += taken = Consume(handler, BpfEventReader.RecordsAtATime);
        }
        while (taken == BpfEventReader.RecordsAtATime && !_closed && !cancellationToken.IsCancellationRequested);

        return count;
    }

    internal static RingBuffer Open(BpfMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return new RingBuffer(map, RingMapping.Map(map, BpfMapType.Ringbuf, produces: false));
    }

    /// <summary>Unmaps once the last reader is out; readers under way stop at the next record.</summary>
    internal void Close()
    {
        _closed = true;
        _memory.Dispose();
    }

    /// <summary>Once for each type that reads in turn: the answer stays.</summary>
    private void CheckLayout<T>()
        where T : unmanaged
    {
        if (_checkedType == typeof(T)) return;
        if (Map.RecordType is { } record) MapLayout.CheckRecord<T>(Map.Name, record);
        _checkedType = typeof(T);
    }

    private ulong Read(ulong* position)
    {
        Hold();
        try
        {
            return Volatile.Read(ref *position);
        }
        finally
        {
            Release();
        }
    }

    private void Hold()
    {
        ObjectDisposedException.ThrowIf(_closed, typeof(RingBufferReader));
        _memory.Hold();
    }

    private void Release() => _memory.DangerousRelease();
}
