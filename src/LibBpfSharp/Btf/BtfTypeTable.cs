using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LibBpfSharp.Btf;

/// <summary>Where each record of a type section starts.</summary>
internal readonly struct BtfTypeTable
{
    private readonly int[] _offsets;

    private BtfTypeTable(int[] offsets, int count)
    {
        _offsets = offsets;
        Count = count;
    }

    public int Count { get; }

    public ReadOnlySpan<int> Offsets => _offsets.AsSpan(0, Count);

    /// <summary>Walks the records, each of which must lie inside the section.</summary>
    /// <param name="types">The type section in host byte order.</param>
    /// <param name="sizes">Lengths of records.</param>
    /// <param name="firstId">Id of the first record.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static BtfTypeTable Build(ReadOnlySpan<byte> types, BtfRecordSizes sizes, uint firstId)
    {
        // 24 bytes is below the mean record of real BTF, so that growing is rare.
        int[] offsets = new int[(types.Length / 24) + 1];
        int count = 0, at = 0;
        while (types.Length - at >= BtfType.HeaderSize)
        {
            uint info = MemoryMarshal.Read<uint>(types[(at + 4)..]);
            long size = sizes.Of(info);
            if (size < 0 || size > types.Length - at) throw BadRecord(firstId + (uint)count, info, size);
            if (count == offsets.Length) Array.Resize(ref offsets, (types.Length / BtfType.HeaderSize) + 1);
            offsets[count++] = at;
            at += (int)size;
        }

        return at == types.Length
            ? new(offsets, count)
            : throw BtfErrors.InType(firstId + (uint)count, "the type section ends inside the record");
    }

    private static BpfObjectFormatException BadRecord(uint id, uint info, long size) => BtfErrors.InType(id, size < 0
        ? $"kind {(int)BtfInfo.Kind(info)} is not known, and no layout section tells its size"
        : $"a record of kind {BtfInfo.Kind(info)} with {BtfInfo.Length(info)} elements ends beyond the type section");
}
