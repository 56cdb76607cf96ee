using System.Buffers.Binary;

namespace LibBpfSharp.Btf;

/// <summary>Reads one of the three parts of <c>.BTF.ext</c>: a record size, then a header and records for each section of the object.</summary>
internal readonly ref struct BtfExtensionReader(ReadOnlyMemory<byte> raw, bool littleEndian)
{
    public const string Section = ".BTF.ext";

    private const int SectionHeaderSize = 8;

    private readonly ReadOnlySpan<byte> _bytes = raw.Span;

    private bool IsNative => littleEndian == BitConverter.IsLittleEndian;

    public uint Word(int offset) => littleEndian
        ? BinaryPrimitives.ReadUInt32LittleEndian(_bytes[offset..])
        : BinaryPrimitives.ReadUInt32BigEndian(_bytes[offset..]);

    /// <summary>Reads the part whose place the header states at <paramref name="field"/>, from the end of the header on.</summary>
    public BtfExtensionSection<T>[] Read<T>(int field, int headerLength)
        where T : struct, IBtfRecord<T>
    {
        long start = headerLength + (long)Word(field), length = Word(field + 4);
        if (length == 0) return [];
        if (Word(field) % 4 != 0) throw At("the part does not start at a multiple of 4", field);
        if (start + length > _bytes.Length) throw At($"the part of {length} bytes ends beyond the section", field);
        if (length <= sizeof(uint)) throw At("the part has no records", (int)start);

        int at = (int)start, end = (int)(start + length);
        uint recordSize = Word(at);
        // Whether fields not known here are words cannot be told, so they cannot be brought into host byte order.
        if (recordSize < T.Words * 4 || recordSize > length || recordSize % 4 != 0 || (!IsNative && recordSize != T.Words * 4))
            throw At($"records of {recordSize} bytes where {T.Words * 4} are known", at);

        at += sizeof(uint);
        var sections = new BtfExtensionSection<T>[CountSections(at, end, recordSize)];
        ReadOnlyMemory<byte> native = IsNative ? raw[at..end] : BtfByteOrder.Swap(_bytes[at..end]);
        for (int i = 0, local = 0; i < sections.Length; i++)
        {
            int size = (int)(Word(at + local + 4) * recordSize);
            sections[i] = new(Word(at + local), (int)recordSize, native.Slice(local + SectionHeaderSize, size));
            local += SectionHeaderSize + size;
        }

        return sections;
    }

    private int CountSections(int at, int end, uint recordSize)
    {
        int count = 0;
        while (at < end)
        {
            if (end - at < SectionHeaderSize) throw At("the part ends inside the header of a section", at);
            long records = Word(at + 4);
            long size = SectionHeaderSize + (records * recordSize);
            if (records == 0 || size > end - at) throw At($"{records} records do not fit the part", at);
            at += (int)size;
            count++;
        }

        return count;
    }

    private static BpfObjectFormatException At(string message, int offset) => new(message, Section, offset);
}
