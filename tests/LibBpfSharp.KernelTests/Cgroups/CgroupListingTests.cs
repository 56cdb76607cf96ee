using LibBpfSharp.Interop;
using LibBpfSharp.KernelTests.Children;
using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Cgroups;

/// <summary>Which link holds each program, where that is pinned, who holds it and who can detach it; and where inherited programs come from.</summary>
public sealed class CgroupListingTests : IDisposable
{
    private const BpfAttachType Egress = BpfAttachType.CgroupInetEgress;

    private readonly TestCgroup _directory = TestCgroup.Create();
    private readonly TestBpfFs _fileSystem = TestBpfFs.Mount();
    private readonly Cgroup _cgroup;
    private readonly BpfProgram _first = TestProgram.Allow();
    private readonly BpfProgram _second = TestProgram.Allow();
    private readonly BpfProgram _third = TestProgram.Allow();

    public CgroupListingTests() => _cgroup = Cgroup.Open(_directory.Path);

    public void Dispose()
    {
        _third.Dispose();
        _second.Dispose();
        _first.Dispose();
        _cgroup.Dispose();
        _fileSystem.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void Each_program_comes_with_its_link_its_pins_and_its_holders()
    {
        using CgroupLink own = _cgroup.Attach(_first, Egress);
        own.Pin(_fileSystem["teams/ours"]);
        using CgroupAttachment legacy = _cgroup.AttachLegacy(_second, Egress);
        using var holder = ChildProcess.Start(nameof(LinkHolder), _directory.Path, _fileSystem["theirs"], _fileSystem["counter"]);
        holder.Expect("attached");

        CgroupListing listing = _cgroup.GetPrograms(Egress);
        CgroupPrograms raw = _cgroup.Query(Egress);
        Assert.Equal((raw.Mode, raw.Revision, _directory.Path), (listing.Mode, listing.Revision, listing.CgroupPath));
        Assert.Equal(raw.Ids, listing.Entries.Select(entry => entry.ProgramId));
        Assert.All(listing.Entries, entry => Assert.Equal((_directory.Path, CgroupAttachMode.AllowMulti, false), (entry.CgroupPath, entry.Mode, entry.IsAmbiguous)));
        Assert.Equal((CgroupAttachmentKind.Link, own.Id, true, CgroupDetachWay.OwnLink), Owner(listing.Entries[0]));
        Assert.Equal([_fileSystem["teams/ours"]], listing.Entries[0].Pins);
        Assert.Equal(Environment.ProcessId, Assert.Single(listing.Entries[0].Holders).ProcessId);

        Assert.Equal((CgroupAttachmentKind.Legacy, null, true, CgroupDetachWay.Program), Owner(listing.Entries[1]));
        CgroupEntry theirs = listing.Entries[2];
        Assert.Equal((CgroupAttachmentKind.Link, false, CgroupDetachWay.PinnedLink), (theirs.Kind, theirs.IsOwn, theirs.DetachWay));
        Assert.Equal([_fileSystem["theirs"]], theirs.Pins);
        BpfHolder process = Assert.Single(theirs.Holders);
        Assert.Equal(holder.Id, process.ProcessId);
        Assert.Equal(File.ReadAllText($"/proc/{holder.Id}/comm").TrimEnd(), process.Command);

        BpfFs.Unpin(_fileSystem["theirs"]);
        Assert.Equal(CgroupDetachWay.LinkById, _cgroup.GetPrograms(Egress).Entries[2].DetachWay);
        using BpfLink byId = BpfLink.OpenById(theirs.LinkId!.Value);
        byId.Detach();
        Assert.Equal(2, _cgroup.GetPrograms(Egress).Entries.Count);
    }

    [Fact]
    public void What_nobody_holds_has_no_holder_and_can_be_detached()
    {
        using var attacher = ChildProcess.Start(nameof(LegacyAttacher), _directory.Path);
        attacher.Expect("attached");
        Assert.Equal(attacher.Id, Assert.Single(Assert.Single(_cgroup.GetPrograms(Egress).Entries).Holders).ProcessId);
        attacher.Kill();
        CgroupEntry left = Assert.Single(_cgroup.GetPrograms(Egress).Entries);
        Assert.Empty(left.Holders);
        Assert.Equal((CgroupAttachmentKind.Legacy, null, false, CgroupDetachWay.Program), Owner(left));
        using BpfProgram program = KernelObjects.OpenProgram(left.ProgramId);
        _cgroup.Detach(program, Egress);
        Assert.Empty(_cgroup.GetPrograms(Egress).Entries);
    }

    [Fact]
    public void The_same_program_by_link_twice_and_by_the_legacy_call_is_said_to_be_ambiguous()
    {
        using CgroupLink one = _cgroup.Attach(_first, Egress);
        using CgroupLink two = _cgroup.Attach(_first, Egress);
        using CgroupAttachment legacy = _cgroup.AttachLegacy(_first, Egress);
        IReadOnlyList<CgroupEntry> entries = _cgroup.GetPrograms(Egress).Entries;
        Assert.All(entries, entry => Assert.True(entry.IsAmbiguous));
        Assert.Equal([one.Id, two.Id, null], entries.Select(entry => entry.LinkId));
    }

    [Fact]
    public void An_effective_listing_tells_the_cgroup_each_program_comes_from()
    {
        using TestCgroup middle = _directory.CreateChild("middle");
        using TestCgroup leaf = middle.CreateChild("leaf");
        using var below = Cgroup.Open(leaf.Path);
        using CgroupLink outer = _cgroup.Attach(_first, Egress);
        using CgroupAttachment inner = below.AttachLegacy(_second, Egress);
        CgroupListing listing = below.GetPrograms(Egress, effective: true);
        Assert.True(listing.IsEffective);
        Assert.Equal(below.Query(Egress, effective: true).Ids, listing.Entries.Select(entry => entry.ProgramId));
        Assert.Equal([leaf.Path, _directory.Path], Below(listing).Select(entry => entry.CgroupPath));
        Assert.Equal([null, outer.Id], Below(listing).Select(entry => entry.LinkId));
        Assert.Single(below.GetPrograms(Egress).Entries);
    }

    [Fact]
    public void An_effective_listing_leaves_out_what_is_overridden()
    {
        using TestCgroup child = _directory.CreateChild("child");
        using var below = Cgroup.Open(child.Path);
        using CgroupAttachment outer = _cgroup.AttachLegacy(_first, Egress, new() { Mode = CgroupAttachMode.AllowOverride });
        Assert.Equal([(_directory.Path, CgroupAttachMode.AllowOverride)], Below(below.GetPrograms(Egress, effective: true)).Select(entry => (entry.CgroupPath!, entry.Mode)));
        using CgroupAttachment inner = below.AttachLegacy(_second, Egress, new() { Mode = CgroupAttachMode.AllowOverride });
        Assert.Equal([child.Path], Below(below.GetPrograms(Egress, effective: true)).Select(entry => entry.CgroupPath));
    }

    [Fact]
    public void Programs_with_PREORDER_are_told_by_the_order_they_run_in()
    {
        Requires.Preorder();
        using TestCgroup child = _directory.CreateChild("child");
        using var below = Cgroup.Open(child.Path);
        using CgroupAttachment own = below.AttachLegacy(_first, Egress);
        using CgroupAttachment first = _cgroup.AttachLegacy(_second, Egress, new() { Preorder = true });
        using CgroupAttachment last = _cgroup.AttachLegacy(_third, Egress);

        IReadOnlyList<CgroupEntry> entries = [.. Below(below.GetPrograms(Egress, effective: true))];
        Assert.Equal([first.ProgramId, own.ProgramId, last.ProgramId], entries.Select(entry => entry.ProgramId));
        Assert.Equal([_directory.Path, child.Path, _directory.Path], entries.Select(entry => entry.CgroupPath));
        Assert.True(entries[0].Preorder);
        Assert.NotEqual(true, entries[1].Preorder);
        Assert.NotEqual(true, entries[2].Preorder);

        using BpfProgram fourth = TestProgram.Allow();
        using CgroupAttachment before = below.AttachLegacy(fourth, Egress, new() { Preorder = true });
        Assert.Equal([false, true], below.GetPrograms(Egress).Entries.Select(entry => entry.Preorder));
    }

    [Fact]
    public void Programs_of_several_LSM_hooks_are_not_taken_to_have_PREORDER()
    {
        using TestCgroup child = _directory.CreateChild("child");

        // Two hooks, whose programs a query gives one hook after the other: that of the ancestor, and that of the cgroup, with one of the ancestor behind it.
        (uint own, uint above, uint other) = (TestProgram.IdOf(_first), TestProgram.IdOf(_second), TestProgram.IdOf(_third));
        LsmQueryKernel kernel = new([above, own, other, own], new() { [child.Path] = [own], [_directory.Path] = [above, other, own] });
        using var below = Cgroup.Open(child.Path, kernel);
        CgroupListing listing = below.GetPrograms(BpfAttachType.LsmCgroup, effective: true);
        Assert.Equal([above, own, other, own], listing.Entries.Select(entry => entry.ProgramId));
        Assert.Equal([_directory.Path, child.Path, _directory.Path, _directory.Path], listing.Entries.Select(entry => entry.CgroupPath));
        Assert.All(listing.Entries, entry => Assert.Equal((null, CgroupAttachMode.AllowMulti), (entry.Preorder, entry.Mode)));
        Assert.Equal(CgroupAttachMode.AllowMulti, listing.Mode);
    }

    [Fact]
    public void Without_CAP_SYS_ADMIN_only_links_within_reach_are_known()
    {
        using CgroupLink hidden = _cgroup.Attach(_first, Egress);
        using CgroupLink pinned = _cgroup.Attach(_second, Egress);
        pinned.Pin(_fileSystem["pinned"]);
        using var child = ChildProcess.Start(nameof(ListingReader), _directory.Path);
        child.Expect("Unknown - None");
        child.Expect($"Link {pinned.Id} PinnedLink");
        string own = child.ReadLine();
        Assert.StartsWith("Link ", own, StringComparison.Ordinal);
        Assert.EndsWith(" OwnLink", own, StringComparison.Ordinal);
    }

    /// <summary>The entries of this test; programs on the root of the machine come behind.</summary>
    private IEnumerable<CgroupEntry> Below(CgroupListing listing)
        => listing.Entries.Where(entry => entry.CgroupPath?.StartsWith(_directory.Path, StringComparison.Ordinal) ?? false);

    private static (CgroupAttachmentKind Kind, uint? Link, bool IsOwn, CgroupDetachWay Way) Owner(CgroupEntry entry)
        => (entry.Kind, entry.LinkId, entry.IsOwn, entry.DetachWay);

    /// <summary>The running kernel, where programs at LSM hooks are on cgroups.</summary>
    private sealed unsafe class LsmQueryKernel(uint[] effective, Dictionary<string, uint[]> lists) : Kernel
    {
        public override nint Invoke(SystemCall call, nint a = 0, nint b = 0, nint c = 0, nint d = 0, nint e = 0, nint f = 0)
        {
            var query = (ProgramQueryAttr*)b;
            if (call != SystemCall.Bpf || (BpfCommand)a != BpfCommand.ProgQuery || query->AttachType != BpfAttachType.LsmCgroup) return Running.Invoke(call, a, b, c, d, e, f);

            string path = new FileInfo($"/proc/self/fd/{query->TargetFd}").LinkTarget!;
            uint[] ids = query->QueryFlags == BpfQueryFlags.Effective ? effective : lists.GetValueOrDefault(path, []);
            ids.CopyTo(new Span<uint>((void*)query->ProgIds, (int)query->ProgCnt));
            if (query->ProgAttachFlags != 0) new Span<BpfAttachFlags>((void*)query->ProgAttachFlags, ids.Length).Fill(BpfAttachFlags.AllowMulti);
            (query->ProgCnt, query->AttachFlags, query->Revision) = ((uint)ids.Length, BpfAttachFlags.None, 0);
            return 0;
        }
    }
}
