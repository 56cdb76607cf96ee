using System.Runtime.CompilerServices;

namespace LibBpfSharp;

/// <summary>A walk over the records of a perf buffer, for one <c>foreach</c>.</summary>
/// <remarks>As <see cref="RingBufferRecords"/>: no slow path takes it by reference, so that it runs in registers.</remarks>
internal unsafe ref struct PerfRecords
{
    private readonly PerfBuffer _buffer;
    private readonly int _maximum;
    private readonly bool _countsSamplesOnly;
    private int _session;
    private byte* _data;
    private ulong _mask;
    private ulong _position;
    private ulong _end;
    private ulong _limit;
    private int _left;
    private byte* _record;
    private long _bytes;

    public PerfRecords(PerfBuffer buffer, int maximum, bool countsSamplesOnly)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maximum);
        _buffer = buffer;
        _maximum = maximum;
        _countsSamplesOnly = countsSamplesOnly;
    }

    public readonly PerfRecord Current => new(_record);

    public readonly PerfRecords GetEnumerator()
    {
        PerfRecords walk = this;
        walk._session = _buffer.Enter();
        walk._position = walk._end = walk._limit = _buffer.WindowStart;
        walk._left = _maximum;
        return walk;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MoveNext()
    {
        while (true)
        {
            if (_left <= 0 || _buffer.IsClosed) return false;
            if ((long)(_position - _end) >= 0)
            {
                bool isMore = _buffer.Advance(_position);
                _position = _buffer.WindowStart;
                if (!isMore) return false;
                _data = _buffer.Window;
                _mask = _buffer.Size - 1;
                _end = _buffer.WindowEnd;
                _limit = _buffer.WindowLimit;
            }

            ulong offset = _position & _mask;
            byte* record = _data + offset;
            PerfRecord header = new(record);
            uint size = (uint)header.Size;
            if (size < PerfRecord.HeaderLength || size > _limit - _position || size > _mask + 1 - offset)
            {
                record = _buffer.Unwrap(_position, _limit, size);
                if (record == null)
                {
                    _position = _end;
                    continue;
                }
            }

            _position += size;
            _record = record;
            if (!_countsSamplesOnly || header.IsSample)
            {
                _left--;
                _bytes += size;
            }

            return true;
        }
    }

    public void Dispose()
    {
        if (_session == 0) return;
        _buffer.Leave(_session, _position, _maximum - _left, _bytes);
        (_session, _left) = (0, 0);
    }
}
