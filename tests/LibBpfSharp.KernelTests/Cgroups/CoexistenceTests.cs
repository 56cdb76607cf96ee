using LibBpfSharp.KernelTests.Children;
using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Cgroups;

/// <summary>Programs of several owners on one cgroup.</summary>
public sealed class CoexistenceTests : IDisposable
{
    private const BpfAttachType Egress = BpfAttachType.CgroupInetEgress;
    private const int Packets = 10;

    private readonly TestCgroup _directory = TestCgroup.Create();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Links_and_MULTI_attachments_each_see_every_packet_and_come_and_go_by_themselves()
    {
        using BpfMap firstSaw = TestProgram.Counter(), legacySaw = TestProgram.Counter(), lastSaw = TestProgram.Counter();
        using BpfProgram first = TestProgram.Count(firstSaw), legacy = TestProgram.Count(legacySaw), last = TestProgram.Count(lastSaw);
        using var cgroup = Cgroup.Open(_directory.Path);
        using var traffic = Traffic.In(_directory.Path);

        using CgroupLink firstLink = cgroup.Attach(first, Egress);
        CgroupAttachment attachment = cgroup.AttachLegacy(legacy, Egress);
        using CgroupLink lastLink = cgroup.Attach(last, Egress);
        traffic.Send(Packets);
        Assert.Equal((Packets, Packets, Packets), Seen());

        firstLink.Detach();
        traffic.Send(Packets);
        Assert.Equal((Packets, 2 * Packets, 2 * Packets), Seen());

        attachment.Dispose();
        traffic.Send(Packets);
        Assert.Equal((Packets, 2 * Packets, 3 * Packets), Seen());

        (long First, long Legacy, long Last) Seen() => (TestProgram.ReadCounter(firstSaw), TestProgram.ReadCounter(legacySaw), TestProgram.ReadCounter(lastSaw));
    }
}
