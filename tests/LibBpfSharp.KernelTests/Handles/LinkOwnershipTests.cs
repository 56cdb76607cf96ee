using System.Runtime.CompilerServices;
using LibBpfSharp.Interop;
using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Handles;

/// <summary>Links that others take away what they hold: their handle, or their pin.</summary>
public sealed class LinkOwnershipTests : IDisposable
{
    private const BpfAttachType Egress = BpfAttachType.CgroupInetEgress;

    private readonly TestBpfFs _fileSystem = TestBpfFs.Mount();
    private readonly TestCgroup _directory = TestCgroup.Create();
    private readonly BpfProgram _program = TestProgram.Allow();

    private string Pin => _fileSystem["link"];

    public void Dispose()
    {
        _program.Dispose();
        _directory.Dispose();
        _fileSystem.Dispose();
    }

    [Fact]
    public void A_dropped_link_whose_handle_was_disposed_goes_without_a_word()
    {
        int roots = LinkRoots.Count;
        DropOfDisposedHandle();
        DropWithDisposedHandle();
        DropOneOfTwo();
        Eventually.True(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return LinkRoots.Count == roots;
        });
        Assert.Empty(Attached());
    }

    [Fact]
    public void A_link_whose_handle_was_disposed_is_as_good_as_disposed()
    {
        using CgroupLink link = Attach();
        link.Handle.Dispose();
        Assert.Throws<ObjectDisposedException>(() => link.Handle);
        Assert.Throws<ObjectDisposedException>(() => link.Id);
        Assert.Throws<ObjectDisposedException>(() => link.Update(_program));
        Assert.Throws<ObjectDisposedException>(() => link.Pin(Pin));
        Assert.Throws<ObjectDisposedException>(link.Detach);
        Assert.Throws<ObjectDisposedException>(() => link.Duplicate());
        int roots = LinkRoots.Count;
        link.Disconnect();
        link.Dispose();
        Assert.Equal(roots - 1, LinkRoots.Count);
    }

    [Fact]
    public void A_disconnected_link_stays_attached_when_its_pin_was_removed()
    {
        CgroupLink link = Attach();
        uint id = link.Id;
        link.Pin(Pin);
        File.Delete(Pin);
        link.Disconnect();
        link.Dispose();
        AssertStaysAttached(id);
    }

    [Fact]
    public void A_disconnected_link_stays_attached_when_another_object_removed_the_pin_it_was_opened_by()
    {
        CgroupLink link = Attach();
        uint id = link.Id;
        link.Pin(Pin);
        var opened = BpfLink.OpenPinned(Pin);
        opened.Disconnect();
        link.Unpin();
        link.Dispose();
        opened.Dispose();
        AssertStaysAttached(id);
    }

    [Fact]
    public void A_disconnected_link_stays_attached_when_another_link_is_where_it_was_pinned()
    {
        using TestCgroup elsewhere = TestCgroup.Create();
        using CgroupLink other = _program.AttachCgroup(elsewhere.Path, new() { AttachType = Egress });
        CgroupLink link = Attach();
        uint id = link.Id;
        link.Pin(Pin);
        File.Delete(Pin);
        other.Pin(Pin);
        link.Disconnect();
        link.Dispose();
        AssertStaysAttached(id);
    }

    [Fact]
    public void A_disconnected_link_leaves_no_descriptor_where_a_pin_holds_it()
    {
        CgroupLink link = Attach();
        link.Pin(Pin);
        link.Disconnect();
        int descriptors = OpenDescriptors.Count();
        link.Dispose();
        Assert.Equal(descriptors - 1, OpenDescriptors.Count());
        Assert.Single(Attached());
    }

    private void AssertStaysAttached(uint id)
    {
        using BpfLink found = BpfLink.OpenById(id);
        Assert.Equal([_program.Info.Id], Attached());
        found.Detach();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void DropOfDisposedHandle()
    {
        using BpfLinkHandle handle = Handle();
        BpfLink.FromHandle(handle);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void DropWithDisposedHandle() => Attach().Handle.Dispose();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void DropOneOfTwo()
    {
        BpfLinkHandle handle = Handle();
        BpfLink.FromHandle(handle);
        BpfLink.FromHandle(handle).Dispose();
    }

    private BpfLinkHandle Handle()
    {
        using CgroupLink link = Attach();
        return link.Handle.Duplicate();
    }

    private CgroupLink Attach() => _program.AttachCgroup(_directory.Path, new() { AttachType = Egress });

    private IReadOnlyList<uint> Attached()
    {
        using var cgroup = Cgroup.Open(_directory.Path);
        return cgroup.Query(Egress).Ids;
    }
}
