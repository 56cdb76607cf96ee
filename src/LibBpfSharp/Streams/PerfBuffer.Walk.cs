using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LibBpfSharp;

/// <content>What a walk over the records needs of its buffer. A forward buffer has a tail to be moved; a backward one is read from its head on, paused.</content>
public sealed unsafe partial class PerfBuffer
{
    private const int ChunksPerBuffer = 16;

    private byte[] _copy = [];
    private StreamClaim _claim = new();
    private ulong _released;
    private bool _looked;

    bool IEventBuffer.IsBeingRead => Volatile.Read(ref _reading) != 0;

    StreamClaim IEventBuffer.Claim
    {
        set => _claim = value;
    }

    internal byte* Window => _data;

    /// <summary>Where to ask for the next window; records may reach beyond it.</summary>
    internal ulong WindowEnd { get; private set; }

    /// <summary>Where the records end that are known of.</summary>
    internal ulong WindowLimit { get; private set; }

    /// <summary>Where the window begins.</summary>
    internal ulong WindowStart { get; private set; }

    internal int Enter()
    {
        int session = (Interlocked.Increment(ref _sessions) << 1) | 1;
        if (!_claim.TryBegin(ref _reading, session)) throw StreamClaim.IsBeingRead($"The perf buffer of '{_mapName}' on CPU {Cpu}");
        try
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(PerfBufferReader));
            Hold();
        }
        catch
        {
            Volatile.Write(ref _reading, 0);
            throw;
        }

        _looked = false;
        if (_options.IsOverwritable) BeginBackward();
        else WindowStart = _released = WindowLimit = *_tail;
        return session;
    }

    /// <summary>Gives back what was read up to a position, and finds how much is behind it.</summary>
    /// <returns>False if there is nothing behind it.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal bool Advance(ulong position)
    {
        _looked = true;
        if (_options.IsOverwritable) return AdvanceBackward(position);
        Free(position);
        WindowStart = position;
        WindowLimit = Volatile.Read(ref *_head);
        WindowEnd = position + Math.Min(WindowLimit - position, Size / ChunksPerBuffer);
        return position != WindowLimit;
    }

    /// <summary>The record at a position that is no plain one: in a copy if it wraps around the buffer's end.</summary>
    /// <returns><c>null</c> where an overwritten record's rest ends the buffer.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal byte* Unwrap(ulong position, ulong limit, uint size)
    {
        if (size < PerfRecord.HeaderLength || size > limit - position)
        {
            if (_options.IsOverwritable) return null;
            throw BpfRecordException.OfNonsense(_mapName, size, (long)(limit - position));
        }

        ulong offset = position & (Size - 1);
        int first = (int)(Size - offset);
        if (_copy.Length < size) _copy = GC.AllocateUninitializedArray<byte>(ushort.MaxValue + 1, pinned: true);
        new ReadOnlySpan<byte>(_data + offset, first).CopyTo(_copy);
        new ReadOnlySpan<byte>(_data, (int)size - first).CopyTo(_copy.AsSpan(first));
        return (byte*)Marshal.UnsafeAddrOfPinnedArrayElement(_copy, 0);
    }

    internal void Leave(int session, ulong position, int events, long bytes)
    {
        if (Volatile.Read(ref _reading) != session) return;
        if (_options.IsOverwritable) LeaveBackward(position);
        else Free(position);
        if (_looked) _hasMore = !_options.IsOverwritable && position != WindowLimit;
        if (events > 0) StreamMetrics.Consumed(_mapName, events, bytes);
        try
        {
            Release();
        }
        finally
        {
            Volatile.Write(ref _reading, 0);
        }
    }

    /// <summary>Keeps the memory mapped, and, of an overwritable buffer, the kernel from writing into it.</summary>
    private void Hold()
    {
        bool held = false;
        _memory.DangerousAddRef(ref held);
        try
        {
            held = false;
            _event.DangerousAddRef(ref held);
            if (_options.IsOverwritable) PauseForWalk();
        }
        catch
        {
            if (held) _event.DangerousRelease();
            _memory.DangerousRelease();
            throw;
        }
    }

    private void Release()
    {
        try
        {
            if (_options.IsOverwritable) ResumeBehindWalk();
        }
        finally
        {
            _event.DangerousRelease();
            _memory.DangerousRelease();
        }
    }

    private void Free(ulong position)
    {
        if (position == _released) return;
        Volatile.Write(ref *_tail, position);
        _released = position;
    }
}
