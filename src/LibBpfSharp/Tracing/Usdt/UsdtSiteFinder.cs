using LibBpfSharp.Elf;

namespace LibBpfSharp.Tracing;

/// <summary>Finds the sites of a probe in an executable or shared library.</summary>
/// <param name="file">The file.</param>
internal sealed class UsdtSiteFinder(ElfFile file)
{
    private static ReadOnlySpan<byte> BaseSection => ".stapsdt.base"u8;

    private static ReadOnlySpan<byte> NopNop5 => [0x90, 0x0f, 0x1f, 0x44, 0x00, 0x00];

    private static ReadOnlySpan<byte> NopNop10 => [0x90, 0x66, 0x2e, 0x0f, 0x1f, 0x84, 0x00, 0x00, 0x00, 0x00, 0x00];

    /// <summary>All probes of the file.</summary>
    public IReadOnlyList<UsdtNote> Notes { get; } = UsdtNotes.Read(file);

    /// <summary>Where a probe is; empty where the file has none of the name.</summary>
    /// <exception cref="BpfObjectFormatException">A probe or its counter lies where nothing is loaded from the file.</exception>
    public IReadOnlyList<UsdtSite> Find(string provider, string name)
        => [.. Notes.Where(note => note.Provider == provider && note.Name == name).Select(Locate)];

    /// <summary>The site, at the longer no-op that follows a short one, where the kernel enters faster from such.</summary>
    /// <param name="site">The site.</param>
    /// <param name="nop5">Whether the kernel does so from one of 5 bytes.</param>
    /// <param name="nop10">Whether it does from one of 10 bytes.</param>
    public UsdtSite AtFastNop(UsdtSite site, bool nop5, bool nop10)
    {
        if (file.Machine != ElfMachine.X64) return site;
        ReadOnlySpan<byte> code = file.Image.Span[(int)site.Offset..];
        return (nop5 && code.StartsWith(NopNop5)) || (nop10 && code.StartsWith(NopNop10)) ? site.MovedBy(1) : site;
    }

    // Prelinking moves sections but not notes: what it moved by shows at the base section.
    private UsdtSite Locate(UsdtNote note)
    {
        ulong moved = note.Base != 0 && file.TryFindSection(BaseSection, out ElfSection found) && found.Address != 0 ? found.Address - note.Base : 0;
        ulong address = note.Address + moved;
        ulong offset = OffsetOf(note, address, ElfSegment.Executable) ?? throw Nowhere(note, address, "a segment of instructions");
        if (offset >= (ulong)file.Image.Length) throw Nowhere(note, address, "the file");
        ulong semaphore = note.Semaphore == 0 ? 0 : OffsetOf(note, note.Semaphore + moved, flags: 0) ?? throw Nowhere(note, note.Semaphore + moved, "a segment that is loaded");
        return new(offset, address, semaphore, note.Arguments);
    }

    private ulong? OffsetOf(UsdtNote note, ulong address, uint flags)
    {
        for (int i = 0; i < file.SegmentCount; i++)
        {
            ElfSegment segment = file.GetSegment(i);
            if (segment.Type != ElfSegment.Load || address - segment.Address >= segment.MemorySize) continue;
            return (segment.Flags & flags) == flags ? address - segment.Address + segment.Offset : throw Nowhere(note, address, "a segment of instructions");
        }

        return null;
    }

    private static BpfObjectFormatException Nowhere(UsdtNote note, ulong address, string where)
        => new($"the probe {note.FullName} is at address 0x{address:x}, which is not in {where}", ".note.stapsdt");
}
