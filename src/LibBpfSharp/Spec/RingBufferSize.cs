using System.Numerics;

namespace LibBpfSharp.Spec;

/// <summary>Sizes the kernel takes for ring buffers: a power of two of pages.</summary>
internal static class RingBufferSize
{
    internal static bool Applies(BpfMapType type) => type is BpfMapType.Ringbuf or BpfMapType.UserRingbuf;

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
