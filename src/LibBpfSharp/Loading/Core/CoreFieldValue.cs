using LibBpfSharp.Btf;

namespace LibBpfSharp.Loading.Core;

/// <summary>The answer of one field relocation for one side.</summary>
/// <param name="Value">Offset, size, sign or shift.</param>
/// <param name="LoadSize">For an offset: bytes a load of the field takes, else 0.</param>
/// <param name="LoadTypeId">For an offset: the field's type, else 0.</param>
/// <param name="IsCertain">Whether the compiler must have come to the same value.</param>
internal readonly record struct CoreFieldValue(ulong Value, uint LoadSize = 0, uint LoadTypeId = 0, bool IsCertain = true)
{
    /// <summary>Computes the value of a field relocation other than existence.</summary>
    public static CoreFieldValue Of(CoreRelocationKind kind, CoreAccess access)
    {
        CorePoint last = access.Last;
        return last.IsElement ? OfElement(kind, access, last.TypeId) : OfMember(kind, access, last);
    }

    private static CoreFieldValue OfElement(CoreRelocationKind kind, CoreAccess access, uint typeId) => kind switch
    {
        CoreRelocationKind.FieldByteOffset => new(access.BitOffset / 8, LoadSizeOf(access.Types, typeId), typeId),
        CoreRelocationKind.FieldByteSize => new(SizeOf(access.Types, typeId)),
        _ => throw CoreFault.Malformed("only offset and size can be asked of an array element"),
    };

    private static CoreFieldValue OfMember(CoreRelocationKind kind, CoreAccess access, CorePoint point)
    {
        BtfMember member = access.Types.GetType(point.TypeId).Members[point.Index];
        BtfType type = access.Types.SkipModifiers(member.TypeId);
        bool isBitfield = member.BitfieldSize > 0;
        uint bitOffset = access.BitOffset;
        (uint byteOffset, uint byteSize) = isBitfield
            ? Container(bitOffset, (uint)member.BitfieldSize, type.Size)
            : (bitOffset / 8, SizeOf(access.Types, type.Id));
        uint bitSize = isBitfield ? (uint)member.BitfieldSize : byteSize * 8;

        // How a compiler loads a bit-field is its own affair; only sign and right shift leave it no choice.
        return kind switch
        {
            CoreRelocationKind.FieldByteOffset when isBitfield => new(byteOffset, IsCertain: false),
            CoreRelocationKind.FieldByteOffset => new(byteOffset, LoadSizeOf(access.Types, type.Id), type.Id),
            CoreRelocationKind.FieldByteSize => new(byteSize, IsCertain: !isBitfield),
            CoreRelocationKind.FieldSigned => new(CoreSign.IsSignedInt(type) || (type.IsEnum && type.KindFlag) ? 1ul : 0),
            CoreRelocationKind.FieldLeftShift64 => new(LeftShift(access.Types, bitOffset, bitSize, byteOffset, byteSize), IsCertain: !isBitfield),
            CoreRelocationKind.FieldRightShift64 => new(unchecked((uint)(64 - (int)bitSize))),
            _ => throw CoreFault.Unsupported($"relocation kind {(uint)kind} is unknown"),
        };
    }

    private static ulong LeftShift(BtfSpec types, uint bitOffset, uint bitSize, uint byteOffset, uint byteSize) => unchecked(
        types.IsLittleEndian
            ? 64 - (bitOffset + bitSize - (byteOffset * 8))
            : ((8 - byteSize) * 8) + (bitOffset - (byteOffset * 8)));

    // The smallest aligned integer that holds the whole bit-field, grown from its declared type.
    private static (uint Offset, uint Size) Container(uint bitOffset, uint bitSize, uint byteSize)
    {
        if (byteSize == 0) throw CoreFault.Malformed("a bit-field has a type without size");
        uint offset = bitOffset / 8 / byteSize * byteSize;
        while (bitOffset + bitSize - (offset * 8) > byteSize * 8)
        {
            if (byteSize >= 8) throw CoreFault.BitfieldTooWide();
            byteSize *= 2;
            offset = bitOffset / 8 / byteSize * byteSize;
        }

        return (offset, byteSize);
    }

    // An array member is loaded element by element.
    private static uint LoadSizeOf(BtfSpec types, uint typeId)
    {
        BtfType type = types.SkipModifiers(typeId);
        for (int depth = 0; type.Kind == BtfKind.Array; depth++)
        {
            if (depth == CoreAccess.MaxLength) throw CoreFault.TooDeep();
            type = types.SkipModifiers(type.Array.ElementTypeId);
        }

        return SizeOf(types, type.Id);
    }

    private static uint SizeOf(BtfSpec types, uint typeId)
        => types.TryGetSize(typeId, out uint size) ? size : throw CoreFault.Malformed($"type [{typeId}] has no size");
}
