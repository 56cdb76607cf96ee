using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>The perf buffer of one CPU in memory shared with the kernel, read in place. Made by <see cref="PerfBufferReader"/>.</summary>
/// <remarks>
/// <para>It has one consumer: of two threads that read at a time, or a handler that reads its own buffer, the second is refused.</para>
/// <para>Source: <c>kernel/events/ring_buffer.c</c>, <c>struct perf_event_mmap_page</c>.</para>
/// </remarks>
public sealed unsafe partial class PerfBuffer : IEventBuffer
{
    private const int DataHead = 1024; // offsets in struct perf_event_mmap_page
    private const int DataTail = 1032;

    private readonly PerfBufferOptions _options;
    private readonly string _mapName;
    private readonly DescriptorHandle _event;
    private readonly MappedMemory _memory;
    private readonly BpfMapHandle _map;
    private readonly ulong* _head;
    private readonly ulong* _tail;
    private readonly byte* _data;
    private int _reading;
    private int _sessions;
    private int _closing;
    private volatile bool _closed;
    private bool _isInMap;
    private volatile bool _hasMore;

    internal PerfBuffer(BpfMapHandle map, string mapName, DescriptorHandle perfEvent, MappedMemory memory, int cpu, uint mapIndex, PerfBufferOptions options)
    {
        (_map, _mapName, _event, _memory, _options) = (map, mapName, perfEvent, memory, options);
        Cpu = cpu;
        MapIndex = mapIndex;
        Size = (uint)(options.PagesPerCpu * Environment.SystemPageSize);
        _head = (ulong*)(memory.Address + DataHead);
        _tail = (ulong*)(memory.Address + DataTail);
        _data = memory.Address + Environment.SystemPageSize;
    }

    /// <summary>The CPU whose programs write into it.</summary>
    public int Cpu { get; }

    /// <summary>Where the map holds it.</summary>
    public uint MapIndex { get; }

    /// <summary>Bytes it holds, a power of two.</summary>
    public uint Size { get; }

    /// <summary>Records the kernel had no room for, as far as it has reported them: it does so with the next record there is room for.</summary>
    public ulong Lost { get; private set; }

    internal bool IsClosed => _closed;

    /// <summary>Whether a wait found records that no walk has come to the end of: the kernel tells of them no more.</summary>
    internal bool HasMore => _hasMore && !_closed;

    bool IEventBuffer.HasMore => HasMore;

    /// <inheritdoc cref="PerfBufferReader.Consume"/>
    public int Consume(PerfSampleHandler handler, int maximum = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(handler);
        CheckFormat();
        int count = 0;
        foreach (PerfRecord record in new PerfRecords(this, maximum, countsSamplesOnly: true))
        {
            if (!TakesAsSample(record)) continue;
            count++;
            handler(this, record.Raw);
        }

        return count;
    }

    /// <inheritdoc cref="PerfBufferReader.ConsumeRecords"/>
    public int ConsumeRecords(PerfRecordHandler handler, int maximum = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(handler);
        int count = 0;
        foreach (PerfRecord record in new PerfRecords(this, maximum, countsSamplesOnly: false))
        {
            Note(record.Lost);
            count++;
            handler(this, record);
        }

        return count;
    }

    /// <summary>Copies the samples there are.</summary>
    /// <typeparam name="T">The sample, laid out as in C. A sample of another size, but for what the kernel fills up to 8 bytes, is consumed and thrown.</typeparam>
    /// <param name="samples">Room for them.</param>
    /// <returns>How many were copied, and consumed.</returns>
    /// <exception cref="InvalidOperationException">The buffer is being read already, or its samples have other parts.</exception>
    /// <exception cref="ObjectDisposedException">The reader is disposed.</exception>
    /// <exception cref="BpfRecordException">A sample has another size than <typeparamref name="T"/>. It is consumed; those before it are copied.</exception>
    public int Read<T>(Span<T> samples)
        where T : unmanaged
    {
        int count = 0;
        ((IEventBuffer)this).Read(samples, ref count);
        return count;
    }

    void IEventBuffer.Check<T>() => CheckFormat();

    void IEventBuffer.NoteReady() => _hasMore = !_options.IsOverwritable;

    void IEventBuffer.Read<T>(Span<T> events, ref int count)
    {
        CheckFormat();
        foreach (PerfRecord record in new PerfRecords(this, events.Length - count, countsSamplesOnly: true))
        {
            if (!TakesAsSample(record)) continue;
            ReadOnlySpan<byte> sample = record.Raw;
            if (sample.Length < sizeof(T) || sample.Length >= sizeof(T) + 8) RecordLayout.ThrowSize<T>(_mapName, sample.Length);
            events[count++] = System.Runtime.InteropServices.MemoryMarshal.Read<T>(sample);
        }
    }

    void IEventBuffer.Close() => Close();

    /// <summary>Takes the buffer out of the map and, once the last reader is out, unmaps it.</summary>
    internal void Close()
    {
        if (Interlocked.Exchange(ref _closing, 1) != 0) return;
        _closed = true;
        uint index = MapIndex;
        if (_isInMap) _map.MapDelete(ElementSpans.BytesOf(in index));
        _event.TryDisable();
        _memory.Dispose();
        _event.Dispose();
    }

    /// <summary>Puts it where programs find it; it is taken out again when it is closed.</summary>
    /// <returns>0, or the negated errno.</returns>
    internal nint PutIntoMap()
    {
        using HandleHold hold = _event.Hold();
        (uint index, int descriptor) = (MapIndex, hold.Descriptor);
        nint result = _map.MapUpdate(ElementSpans.BytesOf(in index), ElementSpans.BytesOf(in descriptor));
        _isInMap = result >= 0;
        return result;
    }

    private bool TakesAsSample(PerfRecord record)
    {
        if (record.IsSample) return record.IsRawWhole ? true : throw BpfRecordException.OfNonsense(_mapName, record.Size, Size);
        Note(record.Lost);
        return false;
    }

    private void Note(ulong lost)
    {
        if (lost == 0) return;
        Lost += lost;
        StreamMetrics.Lost(_mapName, lost);
        _options.OnLost?.Invoke(this, lost);
    }

    private void CheckFormat()
    {
        if (_options.SampleFormat != PerfBufferOptions.Raw)
            throw new InvalidOperationException($"Samples of '{_mapName}' have other parts than what programs send ({nameof(PerfBufferOptions.SampleFormat)}): read them by {nameof(ConsumeRecords)}.");
    }
}
