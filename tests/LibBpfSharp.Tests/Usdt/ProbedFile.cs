using System.Text;
using LibBpfSharp.Elf;
using LibBpfSharp.TestSupport.Elf;

namespace LibBpfSharp.Tests.Usdt;

/// <summary>Makes files that have statically defined probes.</summary>
internal sealed class ProbedFile(bool littleEndian = true)
{
    /// <summary>Where the instructions are in the file, and where they were linked to.</summary>
    public const ulong CodeOffset = 64, CodeAddress = 0x40_1040;

    /// <summary>The same of the data.</summary>
    public const ulong DataOffset = 96, DataAddress = 0x60_4060;

    public const int SegmentSize = 32;

    private readonly ElfImage _image = new(littleEndian) { Type = 2, Machine = ElfMachine.X64 };
    private readonly List<byte> _notes = [];

    /// <summary>The instructions.</summary>
    public byte[] Code { get; } = new byte[SegmentSize];

    /// <summary>Where the section that tells of prelinking lies by now; 0 for none.</summary>
    public ulong Base { get; init; }

    /// <summary>By how much the segments were moved since they were linked.</summary>
    public ulong Moved { get; init; }

    /// <summary>Adds a note.</summary>
    public ProbedFile Add(string text, ulong address, ulong linkedBase = 0, ulong semaphore = 0, uint type = 3, string owner = "stapsdt\0")
    {
        byte[] content = [.. _image.Number(address, 8), .. _image.Number(linkedBase, 8), .. _image.Number(semaphore, 8), .. Encoding.UTF8.GetBytes(text)];
        byte[] name = Encoding.UTF8.GetBytes(owner);
        _notes.AddRange([.. _image.Number((ulong)name.Length, 4), .. _image.Number((ulong)content.Length, 4), .. _image.Number(type, 4), .. Padded(name), .. Padded(content)]);
        return this;
    }

    /// <summary>Cuts or adds bytes at the end of the notes.</summary>
    public ProbedFile Resize(int by)
    {
        if (by < 0) _notes.RemoveRange(_notes.Count + by, -by);
        else _notes.AddRange(new byte[by]);
        return this;
    }

    public byte[] ToArray()
    {
        _image.Add(new ElfImageSection(".text", ElfSectionType.ProgBits, Code));
        _image.Add(new ElfImageSection(".probes", ElfSectionType.ProgBits, new byte[SegmentSize]));
        _image.Add(new ElfImageSection(".note.stapsdt", ElfSectionType.Note, [.. _notes]));
        if (Base != 0) _image.Add(new ElfImageSection(".stapsdt.base", ElfSectionType.ProgBits, [0]) { Address = Base });
        _image.AddSegment(flags: 5, CodeOffset, CodeAddress + Moved, SegmentSize);
        _image.AddSegment(flags: 6, DataOffset, DataAddress + Moved, SegmentSize);
        return _image.ToArray();
    }

    public UsdtSiteFinder Finder() => new(ElfFile.Parse(ToArray()));

    private static byte[] Padded(byte[] bytes) => [.. bytes, .. new byte[-bytes.Length & 3]];
}
