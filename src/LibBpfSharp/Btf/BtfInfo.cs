using System.Runtime.CompilerServices;

namespace LibBpfSharp.Btf;

/// <summary>The <c>info</c> word of <c>struct btf_type</c>: length in bits 0–23, kind in 24–30, kind flag in 31.</summary>
internal static class BtfInfo
{
    public const int MaxLength = 0xFFFFFF;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static BtfKind Kind(uint info) => (BtfKind)((info >> 24) & 0x7F);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Length(uint info) => (int)(info & MaxLength);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool KindFlag(uint info) => (info >> 31) != 0;

    public static uint Pack(BtfKind kind, int length = 0, bool kindFlag = false)
        => ((uint)kind << 24) | (uint)length | (kindFlag ? 1u << 31 : 0);
}
