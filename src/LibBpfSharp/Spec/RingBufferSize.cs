using System.Numerics;

namespace LibBpfSharp.Spec;

/// <summary>Sizes the kernel takes for ring buffers: a power of two of pages.</summary>
internal static class RingBufferSize
{
    /// <summary>The number of elements for a map of a type: rounded for ring buffers, as it is for others.</summary>
    internal static uint Fit(BpfMapType type, uint maxEntries) => type.IsRingBuffer() ? RoundUp(maxEntries) : maxEntries;

    /// <summary>The smallest allowed size not below the one wanted, in bytes; 0 stays 0, and what cannot be rounded stays for the kernel to refuse.</summary>
    internal static uint RoundUp(uint bytes)
    {
        uint page = (uint)Environment.SystemPageSize;
        uint pages = bytes / page;
        if (bytes == 0 || (bytes % page == 0 && BitOperations.IsPow2(pages)))
            return bytes;
        ulong rounded = (ulong)BitOperations.RoundUpToPowerOf2((ulong)pages + 1) * page;
        return rounded <= uint.MaxValue ? (uint)rounded : bytes;
    }
}
