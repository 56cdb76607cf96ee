using System.Runtime.CompilerServices;

namespace LibBpfSharp.Btf;

/// <summary>How long the records of each kind are, newer kinds included where the blob's layout section tells.</summary>
internal readonly ref struct BtfRecordSizes
{
    /// <summary>Kinds from 1 to below this need no layout section.</summary>
    public const int KnownKinds = (int)BtfKind.Enum64 + 1;

    /// <summary>Size of <c>struct btf_layout</c>.</summary>
    private const int EntrySize = 4;

    private readonly ReadOnlySpan<byte> _layout;

    /// <param name="layout">The layout section (<c>struct btf_layout</c>: two bytes of sizes, two of flags); may be empty.</param>
    public BtfRecordSizes(ReadOnlySpan<byte> layout) => _layout = layout;

    /// <summary>Bytes after the header of a record, by kind.</summary>
    private static ReadOnlySpan<byte> Fixed => [0, 4, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 4, 0, 0];

    /// <summary>Bytes per element of a record, by kind.</summary>
    private static ReadOnlySpan<byte> PerElement => [0, 0, 0, 0, 12, 12, 8, 0, 0, 0, 0, 0, 0, 8, 0, 12, 0, 0, 0, 12];

    /// <summary>A layout section for the kinds that need none; its flags are all zero.</summary>
    public static byte[] DescribeKnown()
    {
        byte[] layout = new byte[KnownKinds * EntrySize];
        for (int kind = 0; kind < KnownKinds; kind++)
            (layout[kind * EntrySize], layout[(kind * EntrySize) + 1]) = (Fixed[kind], PerElement[kind]);
        return layout;
    }

    /// <summary>The length of a record in bytes by its info word, or −1 for a kind nothing is known about.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Of(uint info)
    {
        int kind = (int)BtfInfo.Kind(info);
        if ((uint)(kind - 1) < KnownKinds - 1)
            return BtfType.HeaderSize + Fixed[kind] + ((long)BtfInfo.Length(info) * PerElement[kind]);

        int at = kind * EntrySize;
        if (at >= _layout.Length || _layout[at] % 4 != 0 || _layout[at + 1] % 4 != 0) return -1;
        return BtfType.HeaderSize + _layout[at] + ((long)BtfInfo.Length(info) * _layout[at + 1]);
    }
}
