using System.Numerics;
using System.Runtime.InteropServices;

namespace LibBpfSharp;

/// <summary>The order in which the kernel walks an LPM trie: what is below a prefix first, its zero side before its one side, then the prefix.</summary>
/// <remarks>Source: <c>trie_get_next_key</c> in <c>kernel/bpf/lpm_trie.c</c>.</remarks>
internal static class PrefixOrder
{
    /// <summary>Whether a key comes behind another. Keys are a length in bits, 4 bytes in host byte order, then as many bits of data, most significant first.</summary>
    internal static bool IsAfter(ReadOnlySpan<byte> key, ReadOnlySpan<byte> other)
    {
        int length = (int)MemoryMarshal.Read<uint>(key), otherLength = (int)MemoryMarshal.Read<uint>(other);
        int shared = SharedBits(key[sizeof(uint)..], other[sizeof(uint)..], Math.Min(length, otherLength));
        if (shared < length && shared < otherLength) return IsOne(key[sizeof(uint)..], shared);
        return length < otherLength;
    }

    private static int SharedBits(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, int most)
    {
        int same = a.CommonPrefixLength(b);
        int bits = same == a.Length ? same * 8 : (same * 8) + BitOperations.LeadingZeroCount((uint)(a[same] ^ b[same])) - 24;
        return Math.Min(bits, most);
    }

    private static bool IsOne(ReadOnlySpan<byte> data, int bit) => (data[bit / 8] & (0x80 >> (bit % 8))) != 0;
}
