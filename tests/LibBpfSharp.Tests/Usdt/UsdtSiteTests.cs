using LibBpfSharp.Elf;
using LibBpfSharp.TestSupport.Mutation;

namespace LibBpfSharp.Tests.Usdt;

/// <summary>Where a file has its statically defined probes.</summary>
public sealed class UsdtSiteTests
{
    private const ulong Address = ProbedFile.CodeAddress + 4;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_probe_is_found_at_all_its_places_with_its_counter(bool littleEndian)
    {
        UsdtSiteFinder finder = new ProbedFile(littleEndian)
            .Add("app\0start\08@%rdi\0", Address, semaphore: ProbedFile.DataAddress + 2)
            .Add("app\0stop\0\0", Address + 1)
            .Add("app\0start\0:\0", Address + 2)
            .Add("other\0start\0\0", Address + 3)
            .Finder();
        Assert.Equal(
            [new(ProbedFile.CodeOffset + 4, Address, ProbedFile.DataOffset + 2, "8@%rdi"), new UsdtSite(ProbedFile.CodeOffset + 6, Address + 2, 0, "")],
            finder.Find("app", "start"));
        Assert.Equal(["app:start", "app:stop", "app:start", "other:start"], finder.Notes.Select(note => note.FullName));
        Assert.Empty(finder.Find("app", "star"));
    }

    [Fact]
    public void What_prelinking_moved_is_found_where_it_is_now()
    {
        const ulong LinkedBase = 0x50_0000, Moved = 0x7000_0000;
        UsdtSiteFinder finder = new ProbedFile { Base = LinkedBase + Moved, Moved = Moved }
            .Add("app\0start\0\0", Address, LinkedBase, ProbedFile.DataAddress).Finder();
        Assert.Equal([new UsdtSite(ProbedFile.CodeOffset + 4, Address + Moved, ProbedFile.DataOffset, "")], finder.Find("app", "start"));
    }

    [Fact]
    public void Notes_of_others_are_passed_over()
        => Assert.Equal("app:start", Assert.Single(new ProbedFile().Add("", 0, owner: "GNU\0").Add("x", 0, type: 9).Add("app\0start\0\0", Address).Finder().Notes).FullName);

    [Theory]
    [InlineData(ProbedFile.CodeAddress + ProbedFile.SegmentSize, 0ul)]
    [InlineData(ProbedFile.CodeAddress - 1, 0ul)]
    [InlineData(ProbedFile.DataAddress, 0ul)]
    [InlineData(Address, 1ul)]
    public void A_probe_or_counter_that_is_nowhere_is_refused(ulong address, ulong semaphore)
    {
        UsdtSiteFinder finder = new ProbedFile().Add("app\0start\0\0", address, semaphore: semaphore).Finder();
        Assert.Contains("app:start", Assert.Throws<BpfObjectFormatException>(() => finder.Find("app", "start")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("app\0start\0")]
    [InlineData("app\0\0\0")]
    [InlineData("app")]
    [InlineData("")]
    public void A_note_without_its_texts_is_refused(string text) => Assert.Throws<BpfObjectFormatException>(() => new ProbedFile().Add(text, Address).Finder());

    [Theory]
    [InlineData(-4)]
    [InlineData(3)]
    public void Notes_that_do_not_fit_their_section_are_refused(int by)
        => Assert.Throws<BpfObjectFormatException>(() => new ProbedFile().Add("app\0start\0\0", Address).Resize(by).Finder());

    [Fact]
    public void A_longer_no_op_behind_is_taken_where_the_kernel_is_faster_from_it()
    {
        ProbedFile file = new ProbedFile().Add("app\0five\0\0", ProbedFile.CodeAddress).Add("app\0ten\0\0", ProbedFile.CodeAddress + 8).Add("app\0last\0\0", ProbedFile.CodeAddress + 31);
        ((ReadOnlySpan<byte>)[0x90, 0x0f, 0x1f, 0x44, 0x00, 0x00]).CopyTo(file.Code);
        ((ReadOnlySpan<byte>)[0x90, 0x66, 0x2e, 0x0f, 0x1f, 0x84, 0, 0, 0, 0, 0]).CopyTo(file.Code.AsSpan(8));
        UsdtSiteFinder finder = file.Finder();
        UsdtSite five = finder.Find("app", "five")[0], ten = finder.Find("app", "ten")[0], last = finder.Find("app", "last")[0];
        Assert.Equal(five.MovedBy(1), finder.AtFastNop(five, nop5: true, nop10: false));
        Assert.Equal(five, finder.AtFastNop(five, nop5: false, nop10: true));
        Assert.Equal(ten, finder.AtFastNop(ten, nop5: true, nop10: false));
        Assert.Equal(ten.MovedBy(1), finder.AtFastNop(ten, nop5: false, nop10: true));
        Assert.Equal(last, finder.AtFastNop(last, nop5: true, nop10: true));
        Assert.Equal((five.Offset + 1, five.Address + 1), (five.MovedBy(1).Offset, five.MovedBy(1).Address));
    }

    [Fact]
    public void Broken_files_are_refused_as_such()
    {
        byte[] honest = new ProbedFile { Base = 0x1000 }.Add("app\0start\08@%rdi\0", Address, 0x1000, ProbedFile.DataAddress).Add("app\0stop\0\0", Address + 1).ToArray();
        MutationReport report = MutationRun.Run(new Mutator(honest, [], littleEndian: true, 11), 20_000, bytes => new UsdtSiteFinder(ElfFile.Parse(bytes)), finder =>
        {
            foreach (UsdtNote note in finder.Notes)
            {
                foreach (UsdtSite site in finder.Find(note.Provider, note.Name)) finder.AtFastNop(site, true, true);
            }
        });
        Assert.Empty(report.Failures);
    }
}
