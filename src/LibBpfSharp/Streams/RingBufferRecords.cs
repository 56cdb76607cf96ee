using System.Runtime.CompilerServices;

namespace LibBpfSharp;

/// <summary>A batch of records where they lie, for one <c>foreach</c>, which gives their room back when it is left.</summary>
/// <remarks>The walk ends where the ring does, at a record still being written, at the maximum asked for, and when the reader is disposed.</remarks>
public unsafe ref struct RingBufferRecords
{
    internal const int HeaderLength = 8;

    // All state is in plain fields and no slow path takes this by reference: the walk then runs in registers.
    private readonly RingBuffer _ring;
    private readonly int _maximum;
    private readonly uint _longest;
    private int _session;
    private byte* _data;
    private ulong _mask;
    private ulong _position;
    private ulong _end;
    private int _left;
    private byte* _record;
    private uint _length;

    internal RingBufferRecords(RingBuffer ring, int maximum)
    {
        _ring = ring;
        _maximum = maximum;
        _longest = ring.Size - HeaderLength;
    }

    /// <summary>The record: valid until the next one, 8-byte aligned, as long as the program made it.</summary>
    public readonly ReadOnlySpan<byte> Current => new(_record, (int)_length);

    internal readonly RingBuffer Ring => _ring;

    /// <summary>How many records the walk has handed out.</summary>
    internal readonly int Taken => _maximum - _left;

    /// <summary>Begins the walk.</summary>
    /// <exception cref="InvalidOperationException">The ring is being read already.</exception>
    /// <exception cref="ObjectDisposedException">The reader is disposed.</exception>
    public readonly RingBufferRecords GetEnumerator()
    {
        RingBufferRecords walk = this;
        walk._session = _ring.Enter();
        walk._position = walk._end = _ring.ConsumedSoFar;
        walk._left = _maximum;
        return walk;
    }

    /// <summary>Goes on to the next record.</summary>
    /// <returns>False if there is none now.</returns>
    /// <exception cref="BpfRecordException">What is in the ring is no record: somebody else moved the consumer's position.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MoveNext()
    {
        while (_left > 0 && !_ring.IsClosed)
        {
            if (_position >= _end)
            {
                bool isMore = _ring.Advance(_position);
                _position = _ring.WindowStart;
                if (!isMore) return false;
                _data = _ring.Window;
                _mask = _ring.WindowMask;
                _end = _ring.WindowEnd;
            }

            // Both flags are above any length, so that one comparison passes a record that is there.
            byte* header = _data + (_position & _mask);
            uint length = Volatile.Read(ref *(uint*)header);
            if (length <= _longest)
            {
                _position += StepOf(length);
                _record = header + HeaderLength;
                _length = length;
                _left--;
                return true;
            }

            ulong next = _ring.PassOver(_position, length);
            if (next == _position) return false;
            _position = next;
        }

        return false;
    }

    /// <summary>Ends the walk: gives the records' room back to the kernel and lets others read.</summary>
    public void Dispose()
    {
        if (_session == 0) return;
        _ring.Leave(_session, _position, Taken);
        (_session, _left) = (0, 0);
    }

    internal static ulong StepOf(uint length) => (ulong)(length + HeaderLength + 7) & ~7ul;
}
