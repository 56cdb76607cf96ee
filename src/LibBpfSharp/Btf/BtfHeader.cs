using System.Buffers.Binary;

namespace LibBpfSharp.Btf;

/// <summary>The checked header of a BTF blob (<c>struct btf_header</c>); sections are absolute byte ranges of the blob.</summary>
internal readonly struct BtfHeader
{
    /// <summary>The first two bytes of a blob, in its own byte order.</summary>
    public const ushort Magic = 0xEB9F;

    /// <summary>The only version there is.</summary>
    public const byte Version = 1;

    /// <summary>Length of the header without the fields of the layout section.</summary>
    public const int ClassicLength = 24;

    /// <summary>Length of the header with the fields of the layout section.</summary>
    public const int FullLength = 32;

    private BtfHeader(bool littleEndian, int length, Range types, Range layout, Range strings, bool unknownFields)
    {
        IsLittleEndian = littleEndian;
        Length = length;
        Types = types;
        Layout = layout;
        Strings = strings;
        HasUnknownFields = unknownFields;
    }

    public bool IsLittleEndian { get; }

    public int Length { get; }

    public Range Types { get; }

    /// <summary>Sizes of the kinds known when the blob was made; empty in most blobs.</summary>
    public Range Layout { get; }

    public Range Strings { get; }

    /// <summary>Whether the header goes on with fields that are not zero and mean something this library does not know.</summary>
    public bool HasUnknownFields { get; }

    public static BtfHeader Parse(ReadOnlySpan<byte> raw)
    {
        if (raw.Length < ClassicLength)
            throw BtfErrors.At($"BTF of {raw.Length} bytes is too short for its header", 0);

        bool little = BinaryPrimitives.ReadUInt16LittleEndian(raw) == Magic;
        if (!little && BinaryPrimitives.ReadUInt16BigEndian(raw) != Magic)
            throw BtfErrors.At($"not BTF: it starts with {raw[0]:x2} {raw[1]:x2} where 9f eb or eb 9f is expected", 0);

        long length = Field(raw, 4, little);
        if (length < ClassicLength || length > raw.Length)
            throw BtfErrors.At($"BTF header length {length} does not fit {raw.Length} bytes of BTF", 4);

        long types = Field(raw, 8, little), typesLength = Field(raw, 12, little);
        long strings = Field(raw, 16, little), stringsLength = Field(raw, 20, little);
        long layout = 0, layoutLength = 0;
        if (length >= FullLength)
        {
            layout = Field(raw, 24, little);
            layoutLength = Field(raw, 28, little);
        }

        if (strings + stringsLength > raw.Length - length)
            throw BtfErrors.At($"BTF strings at {strings} + {stringsLength} reach beyond the end", 16);
        if (types + typesLength > strings || types % 4 != 0)
            throw BtfErrors.At($"BTF types at {types} + {typesLength} are not aligned to 4 or reach into the strings", 8);

        if (layoutLength == 0)
            layout = strings;
        else if (layout % 4 != 0 || layout < types + typesLength || layout + layoutLength > strings || layoutLength % 4 != 0)
            throw BtfErrors.At($"BTF layout at {layout} + {layoutLength} is not aligned to 4 or overlaps a neighbour", 24);

        bool unknown = length > FullLength && raw[FullLength..(int)length].ContainsAnyExcept((byte)0);
        return new(
            little, (int)length,
            RangeOf(length + types, typesLength), RangeOf(length + layout, layoutLength), RangeOf(length + strings, stringsLength),
            unknown);
    }

    /// <summary>Writes the header of a blob whose sections follow without a gap: types, layout, strings.</summary>
    public static void Write(Span<byte> raw, bool little, int length, int types, int layout, int strings)
    {
        WriteMagic(raw, little);
        raw[2] = Version;
        SetField(raw, 4, length, little);
        SetField(raw, 12, types, little);
        SetField(raw, 16, types + layout, little);
        SetField(raw, 20, strings, little);
        if (layout == 0) return;
        SetField(raw, 24, types, little);
        SetField(raw, 28, layout, little);
    }

    private static void WriteMagic(Span<byte> raw, bool little)
    {
        if (little) BinaryPrimitives.WriteUInt16LittleEndian(raw, Magic);
        else BinaryPrimitives.WriteUInt16BigEndian(raw, Magic);
    }

    private static void SetField(Span<byte> raw, int offset, int value, bool little)
    {
        if (little) BinaryPrimitives.WriteInt32LittleEndian(raw[offset..], value);
        else BinaryPrimitives.WriteInt32BigEndian(raw[offset..], value);
    }

    private static Range RangeOf(long start, long length) => new((int)start, (int)(start + length));

    private static uint Field(ReadOnlySpan<byte> raw, int offset, bool little)
        => little ? BinaryPrimitives.ReadUInt32LittleEndian(raw[offset..]) : BinaryPrimitives.ReadUInt32BigEndian(raw[offset..]);
}
