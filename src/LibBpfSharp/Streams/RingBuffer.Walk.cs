using System.Runtime.CompilerServices;

namespace LibBpfSharp;

/// <content>What a walk over the records needs of its ring: the slow part, once per chunk.</content>
public sealed unsafe partial class RingBuffer
{
    private const uint Busy = 1u << 31; // BPF_RINGBUF_BUSY_BIT
    private const uint Discarded = 1u << 30; // BPF_RINGBUF_DISCARD_BIT
    private const int ChunksPerRing = 16;

    private byte[] _copy = [];
    private StreamClaim _claim = new();
    private ulong _entered;
    private ulong _released;

    bool IEventBuffer.IsBeingRead => Volatile.Read(ref _reading) != 0;

    StreamClaim IEventBuffer.Claim
    {
        set => _claim = value;
    }

    /// <summary>Where the records of the window are, at their position under <see cref="WindowMask"/>: in the ring, or, overwriting, the only one in a copy.</summary>
    internal byte* Window { get; private set; }

    internal ulong WindowMask { get; private set; }

    internal ulong WindowStart { get; private set; }

    internal ulong WindowEnd { get; private set; }

    internal ulong ConsumedSoFar => Volatile.Read(ref *_consumer);

    /// <summary>Begins a walk, and keeps others from beginning one.</summary>
    internal int Enter()
    {
        int session = (Interlocked.Increment(ref _sessions) << 1) | 1;
        if (!_claim.TryBegin(ref _reading, session)) throw StreamClaim.IsBeingRead($"Ring buffer '{Map.Name}'");
        try
        {
            Hold();
        }
        catch
        {
            Volatile.Write(ref _reading, 0);
            throw;
        }

        _entered = _released = ConsumedSoFar;
        return session;
    }

    /// <summary>Gives back what was read up to a position, and sets the next window behind it.</summary>
    /// <returns>False if there is nothing behind it; the window's start is then where to go on.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal bool Advance(ulong position)
    {
        Free(position);
        if (IsOverwriting) return CopyNext(position);
        ulong produced = Volatile.Read(ref *_producer);
        Window = _data;
        (WindowMask, WindowStart, WindowEnd) = (Size - 1, position, Math.Min(produced, position + Size / ChunksPerRing));
        return position < produced;
    }

    /// <summary>The position behind a record with a flag; the same position if it is still being written.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal ulong PassOver(ulong position, uint length)
    {
        if ((length & Busy) != 0) return position;
        uint size = length & ~Discarded;
        if (size > Size - RingBufferRecords.HeaderLength) throw BpfRecordException.OfNonsense(Map.Name, size, Size);
        return position + RingBufferRecords.StepOf(size);
    }

    /// <summary>Ends a walk at a position.</summary>
    internal void Leave(int session, ulong position, int events)
    {
        if (Volatile.Read(ref _reading) != session) return;
        Free(position);
        long bytes = (long)(position - _entered);
        Volatile.Write(ref _reading, 0);
        Release();
        if (events > 0) StreamMetrics.Consumed(Map.Name, events, bytes);
    }

    private void Free(ulong position)
    {
        if (position == _released) return;
        Volatile.Write(ref *_consumer, position);
        _released = position;
    }
}
