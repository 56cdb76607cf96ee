using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LibBpfSharp.Btf;

/// <summary>Hashes the essential part (without flavour) of names, straight from the bytes of a string section.</summary>
internal static class BtfNameHash
{
    /// <summary>
    /// Longest name that a search finds. The kernel takes names of up to 511 bytes; without a bound, blobs whose
    /// names overlap would cost the square of their size.
    /// </summary>
    public const int MaxLength = 1023;

    private const int Lane = 32;

    /// <summary>A mask of the first n bytes of a lane is what starts n bytes before the middle.</summary>
    private static ReadOnlySpan<byte> Mask =>
    [
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    /// <summary>Hash of a name that has no flavour.</summary>
    public static uint OfEssential(ReadOnlySpan<byte> name)
    {
        if (name.Length >= Lane)
        {
            ulong ends = (Fold(Vector256.Create(name)) * 31) + Fold(Vector256.Create(name[^Lane..]));
            return Finish(ends, name.Length);
        }

        Span<byte> padded = stackalloc byte[Lane];
        padded.Clear();
        name.CopyTo(padded);
        return Finish(Fold(Vector256.Create((ReadOnlySpan<byte>)padded)), name.Length);
    }

    /// <summary>Hash of the name that starts a text and ends at its first zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint OfText(ReadOnlySpan<byte> text)
    {
        if (text.Length < Lane) return OfUncommonText(text);

        Vector256<byte> lane = Vector256.Create(text);
        uint zeros = Vector256.Equals(lane, Vector256<byte>.Zero).ExtractMostSignificantBits();
        uint underscores = Vector256.Equals(lane, Vector256.Create((byte)'_')).ExtractMostSignificantBits();
        uint before = (zeros - 1) & ~zeros;
        if (zeros == 0 || (underscores & (underscores >> 1) & (underscores >> 2) & before) != 0) return OfUncommonText(text);

        int length = BitOperations.TrailingZeroCount(zeros);
        return Finish(Fold(lane & Vector256.Create(Mask[(Lane - length)..])), length);
    }

    /// <summary>The name that starts a text, cut at <see cref="MaxLength"/>.</summary>
    public static ReadOnlySpan<byte> NameOf(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> start = text.Length > MaxLength ? text[..(MaxLength + 1)] : text;
        int end = start.IndexOf((byte)0);
        return end < 0 ? start : start[..end];
    }

    private static uint OfUncommonText(ReadOnlySpan<byte> text) => OfEssential(BtfFlavour.Strip(NameOf(text)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Fold(Vector256<byte> lane)
    {
        Vector256<ulong> words = lane.AsUInt64();
        ulong low = (words[0] * 0x9E3779B97F4A7C15) ^ (words[1] * 0xC2B2AE3D27D4EB4F);
        ulong high = (words[2] * 0x165667B19E3779F9) ^ (words[3] * 0xD6E8FEB86659FD93);
        return low ^ BitOperations.RotateLeft(high, 29);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Finish(ulong folded, int length) => (uint)(((folded ^ (uint)length) * 0x9E3779B97F4A7C15) >> 32);
}
