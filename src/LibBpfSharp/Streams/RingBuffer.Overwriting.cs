using System.Runtime.InteropServices;

namespace LibBpfSharp;

/// <content>
/// Rings whose oldest records the kernel overwrites. It moves the overwrite position before it writes, so that a copied record is whole
/// if that position has not passed it afterwards.
/// </content>
public sealed unsafe partial class RingBuffer
{
    private const int OverwritePositionOffset = 16; // third word of the producer's page, behind producer_pos and pending_pos

    /// <summary>How far the kernel has overwritten records; 0 for a ring that does not overwrite.</summary>
    /// <exception cref="ObjectDisposedException">The reader is disposed.</exception>
    public ulong OverwritePosition => IsOverwriting ? Read(OverwrittenAddress) : 0;

    /// <summary>Bytes of records, headers included, that were overwritten before they were read. How many records that were the kernel does not tell.</summary>
    public ulong OverwrittenBytes { get; private set; }

    private ulong* OverwrittenAddress => (ulong*)((byte*)_producer + OverwritePositionOffset);

    private ulong Overwritten => Volatile.Read(ref *OverwrittenAddress);

    /// <summary>Copies the first record behind a position that the kernel has not overwritten.</summary>
    private bool CopyNext(ulong position)
    {
        while (true)
        {
            WindowStart = position = SkipOverwritten(position);
            if (position >= Volatile.Read(ref *_producer)) return false;
            byte* header = _data + (position & (Size - 1));
            uint word = Volatile.Read(ref *(uint*)header), length = word & ~(Busy | Discarded);
            if (length > Size) length = 0; // half overwritten, as the position will tell
            int taken = (int)RingBufferRecords.StepOf(length);
            if (_copy.Length < taken) _copy = GC.AllocateUninitializedArray<byte>(taken, pinned: true);
            byte* copy = (byte*)Marshal.UnsafeAddrOfPinnedArrayElement(_copy, 0);
            Buffer.MemoryCopy(header, copy, _copy.Length, taken);
            *(uint*)copy = word; // one that became whole only while it was copied is left for the next time

            // The copy must be complete before the position is read.
            Interlocked.MemoryBarrier();
            if (Overwritten > position) continue;

            Window = copy;
            (WindowMask, WindowEnd) = (0, position + 1);
            return true;
        }
    }

    private ulong SkipOverwritten(ulong position)
    {
        ulong overwritten = Overwritten;
        if (overwritten <= position) return position;
        OverwrittenBytes += overwritten - position;
        _entered += overwritten - position; // what was skipped was not consumed
        StreamMetrics.Overwritten(Map.Name, overwritten - position);
        return overwritten;
    }
}
