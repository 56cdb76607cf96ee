using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using System.Runtime.CompilerServices;
using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Cgroups;

public sealed class LinkLeakTests : IDisposable
{
    private const BpfAttachType Egress = BpfAttachType.CgroupInetEgress;

    private readonly TestCgroup _directory = TestCgroup.Create();
    private readonly Cgroup _cgroup;

    public LinkLeakTests() => _cgroup = Cgroup.Open(_directory.Path);

    public void Dispose()
    {
        _cgroup.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void Thousand_rounds_leave_nothing()
    {
        const int Rounds = 1_000;
        using var fileSystem = TestBpfFs.Mount();
        Round(fileSystem);
        int descriptors = OpenDescriptors.Count();
        int roots = LinkRoots.Count;

        for (int round = 0; round < Rounds; round++) Round(fileSystem);

        Assert.Equal(descriptors, OpenDescriptors.Count());
        Assert.Equal(roots, LinkRoots.Count);
        Eventually.True(() => _cgroup.Query(Egress).Ids.Count == 0);
        Assert.Empty(fileSystem.Entries);
    }

    [Fact]
    public void Failed_attach_leaves_nothing()
    {
        using BpfProgram device = TestProgram.Allow(BpfProgramType.CgroupDevice);
        int descriptors = OpenDescriptors.Count();
        int roots = LinkRoots.Count;
        Assert.Throws<BpfAttachException>(() => _cgroup.Attach(device, Egress));
        Assert.Throws<BpfAttachException>(() => _cgroup.AttachLegacy(device, Egress));
        Assert.Throws<BpfAttachException>(() => Cgroup.Open("/tmp"));
        Assert.Equal(descriptors, OpenDescriptors.Count());
        Assert.Equal(roots, LinkRoots.Count);
    }

    [Fact]
    public void Dropped_link_stays_attached_and_is_reported()
    {
        using DropListener listener = new();
        uint id = AttachAndDrop();
        Eventually.True(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return listener.Dropped.Contains(id);
        });

        Assert.Single(_cgroup.Query(Egress).Ids);
        using BpfLink found = BpfLink.OpenById(id);
        found.Detach();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private uint AttachAndDrop()
    {
        using BpfProgram program = TestProgram.Allow();
        return _cgroup.Attach(program, Egress).Id;
    }

    private void Round(TestBpfFs fileSystem)
    {
        using BpfProgram program = TestProgram.Allow();
        using CgroupLink link = _cgroup.Attach(program, Egress);
        link.Pin(fileSystem["link"]);
        using (CgroupLink again = CgroupLink.OpenPinned(fileSystem["link"])) Assert.Equal(link.Id, again.Id);
        link.Unpin();
        using CgroupAttachment legacy = _cgroup.AttachLegacy(program, Egress);
    }

    private sealed class DropListener : EventListener
    {
        public ConcurrentBag<long> Dropped { get; } = [];

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "LibBpfSharp") EnableEvents(eventSource, EventLevel.Warning);
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            if (eventData.EventName == nameof(BpfEventSource.LinkDropped)) Dropped.Add((long)eventData.Payload![0]!);
        }
    }
}
