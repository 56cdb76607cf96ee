using System.Runtime.CompilerServices;

namespace LibBpfSharp.Btf;

/// <summary>How long the records of each kind are, newer kinds included where the blob's layout section tells.</summary>
internal readonly ref struct BtfRecordSizes
{
    /// <summary>Size of <c>struct btf_layout</c>.</summary>
    private const int EntrySize = 4;

    private readonly ReadOnlySpan<byte> _layout;

    /// <param name="layout">The layout section (<c>struct btf_layout</c>: two bytes of sizes, two of flags); may be empty.</param>
    public BtfRecordSizes(ReadOnlySpan<byte> layout) => _layout = layout;

    /// <summary>A layout section for the kinds that need none; its flags are all zero.</summary>
    public static byte[] DescribeKnown()
    {
        byte[] layout = new byte[BtfRecordShape.KnownKinds * EntrySize];
        for (int kind = 0; kind < BtfRecordShape.KnownKinds; kind++)
        {
            BtfRecordShape shape = BtfRecordShape.Of((BtfKind)kind);
            (layout[kind * EntrySize], layout[(kind * EntrySize) + 1]) = ((byte)(shape.OwnWords * sizeof(uint)), (byte)(shape.ElementWords * sizeof(uint)));
        }

        return layout;
    }

    /// <summary>The length of a record in bytes by its info word, or −1 for a kind nothing is known about.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Of(uint info)
    {
        int kind = (int)BtfInfo.Kind(info);
        if ((uint)(kind - 1) < BtfRecordShape.KnownKinds - 1)
            return (long)BtfRecordShape.Of((BtfKind)kind).ElementAt(BtfInfo.Length(info)) * sizeof(uint);

        int at = kind * EntrySize;
        if (at >= _layout.Length || _layout[at] % 4 != 0 || _layout[at + 1] % 4 != 0) return -1;
        return BtfType.HeaderSize + _layout[at] + ((long)BtfInfo.Length(info) * _layout[at + 1]);
    }
}
