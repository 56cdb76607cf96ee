using System.Buffers.Binary;
using System.Text;

namespace LibBpfSharp.TestSupport.Elf;

/// <summary>Writes ELF files, honest and other, for tests of the reader.</summary>
/// <param name="littleEndian">Byte order of all numbers.</param>
public sealed class ElfImage(bool littleEndian)
{
    private const int HeaderSize = 64;
    private const int SegmentSize = 56;

    private readonly List<ElfImageSection> _sections = [new("", 0, [])];
    private readonly List<byte> _segments = [];

    /// <summary><c>e_type</c>: relocatable, as compilers write it.</summary>
    public ushort Type { get; init; } = 1;

    /// <summary><c>e_machine</c>: BPF.</summary>
    public ushort Machine { get; init; } = 247;

    /// <summary>Puts the number of sections and the index of their names into section 0, as if there were too many for the header.</summary>
    public bool ExtendedNumbering { get; init; }

    /// <summary>Adds a section and returns its index.</summary>
    public uint Add(ElfImageSection section)
    {
        _sections.Add(section);
        return (uint)_sections.Count - 1;
    }

    /// <summary>Adds a segment that is loaded.</summary>
    /// <param name="flags"><c>p_flags</c>.</param>
    /// <param name="offset">Where in the file it is.</param>
    /// <param name="address">Where in memory.</param>
    /// <param name="size">Its size in both.</param>
    public void AddSegment(uint flags, ulong offset, ulong address, ulong size) => _segments.AddRange(
    [
        .. Number(1, 4), .. Number(flags, 4), .. Number(offset, 8), .. Number(address, 8), .. Number(address, 8), .. Number(size, 8), .. Number(size, 8), .. Number(1, 8),
    ]);

    /// <summary>A symbol record.</summary>
    public byte[] Symbol(uint name, byte info, ushort section, ulong value = 0, ulong size = 0) =>
        [.. Number(name, 4), info, 0, .. Number(section, 2), .. Number(value, 8), .. Number(size, 8)];

    /// <summary>A relocation record, with addend or without.</summary>
    public byte[] Relocation(ulong offset, uint symbol, uint type, long? addend = null) =>
        [.. Number(offset, 8), .. Number(((ulong)symbol << 32) | type, 8), .. addend is { } number ? Number((ulong)number, 8) : []];

    /// <summary>A number of some bytes in the image's byte order.</summary>
    public byte[] Number(ulong value, int size)
    {
        byte[] bytes = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        byte[] number = bytes[..size];
        if (!littleEndian)
            Array.Reverse(number);
        return number;
    }

    /// <summary>The file: header, the sections' bytes, a table of names as the last section, section headers, program headers.</summary>
    public byte[] ToArray()
    {
        List<byte> names = [0];
        List<byte> body = [];
        List<byte> headers = [];
        uint namesIndex = (uint)_sections.Count;
        uint count = namesIndex + 1;
        foreach (ElfImageSection section in _sections.Append(new ElfImageSection(".shstrtab", 3, [])))
        {
            uint name = (uint)names.Count;
            names.AddRange([.. Encoding.UTF8.GetBytes(section.Name), 0]);
            ElfImageSection written = section.Name == ".shstrtab" ? section with { Data = [.. names] } : section;
            if (headers.Count == 0 && ExtendedNumbering)
                written = written with { Size = count, Link = namesIndex };
            headers.AddRange(Header(written, name, HeaderSize + body.Count));
            body.AddRange(written.Data);
        }

        return
        [
            0x7f, .. "ELF"u8, 2, (byte)(littleEndian ? 1 : 2), 1, .. new byte[9],
            .. Number(Type, 2), .. Number(Machine, 2), .. Number(1, 4), .. Number(0, 8), .. Number((ulong)(HeaderSize + body.Count + headers.Count), 8), .. Number((ulong)(HeaderSize + body.Count), 8), .. Number(0, 4),
            .. Number(HeaderSize, 2), .. Number(SegmentSize, 2), .. Number((ulong)(_segments.Count / SegmentSize), 2), .. Number(64, 2),
            .. Number(ExtendedNumbering ? 0 : count, 2), .. Number(ExtendedNumbering ? 0xFFFF : namesIndex, 2),
            .. body, .. headers, .. _segments,
        ];
    }

    private byte[] Header(ElfImageSection section, uint name, int offset) =>
    [
        .. Number(section.NameOffset ?? name, 4), .. Number(section.Type, 4), .. Number(section.Flags, 8), .. Number(section.Address, 8),
        .. Number(section.Offset ?? (ulong)offset, 8), .. Number(section.Size ?? (ulong)section.Data.Length, 8),
        .. Number(section.Link, 4), .. Number(section.Info, 4), .. Number(1, 8), .. Number(section.EntrySize, 8),
    ];
}
