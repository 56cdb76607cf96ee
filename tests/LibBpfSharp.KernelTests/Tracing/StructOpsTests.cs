using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Tracing;

/// <summary>struct_ops maps: TCP congestion controls that come and go.</summary>
public sealed class StructOpsTests : IDisposable
{
    private readonly BpfObject _object;

    public StructOpsTests()
    {
        Requires.Root();
        Requires.Kernel(6, 4, "struct_ops links");
        _object = BpfObject.Open(BpfFixtures.Path("tcp_controls"));
        _object.Load();
    }

    public void Dispose() => _object.Dispose();

    [Fact]
    public void A_linked_map_is_registered_until_its_link_is_disposed()
    {
        StructOpsLink link = _object.Maps["linked"].AttachStructOps();
        Assert.Equal(BpfLinkType.StructOps, link.Type);
        Assert.Equal(_object.Maps["linked"].Info.Id, link.Info.MapId);
        Assert.True(link.DetachesWithOwner);
        Assert.Contains("lbs_linked", Available());

        link.Dispose();
        Eventually.True(() => !Available().Contains("lbs_linked"));
    }

    [Fact]
    public void A_linked_map_is_replaced_in_place()
    {
        using StructOpsLink link = _object.Maps["linked"].AttachStructOps();
        link.Update(_object.Maps["successor"], expected: _object.Maps["linked"]);
        Assert.Equal(_object.Maps["successor"].Info.Id, link.Info.MapId);
        BpfAttachException refused = Assert.Throws<BpfAttachException>(() => link.Update(_object.Maps["linked"], expected: _object.Maps["linked"]));
        Assert.Equal(BpfAttachError.UnexpectedProgram, refused.Reason);
        Assert.Contains("lbs_linked", Available());
    }

    [Fact]
    public void A_map_without_a_link_is_registered_until_disposed()
    {
        StructOpsLink link = _object.Maps["plain"].AttachStructOps();
        Assert.False(link.DetachesWithOwner);
        Assert.False(link.IsDefunct);
        Assert.Contains("lbs_plain", Available());
        Assert.Throws<BpfNotSupportedException>(() => link.Update(_object.Maps["linked"]));
        Assert.Throws<BpfNotSupportedException>(() => link.Info);

        link.Detach();
        link.Detach();
        Assert.True(link.IsDefunct);
        Eventually.True(() => !Available().Contains("lbs_plain"));
        link.Dispose();
    }

    [Fact]
    public void What_the_kernel_finds_incomplete_is_refused()
    {
        BpfAttachException refused = Assert.Throws<BpfAttachException>(_object.Maps["incomplete"].AttachStructOps);
        Assert.Equal((BpfAttachError.ProgramMismatch, Errno.EINVAL, "incomplete"), (refused.Reason, refused.Errno, refused.ObjectName));
        Assert.Throws<InvalidOperationException>(_object.Maps.First(map => map.Type != BpfMapType.StructOps).AttachStructOps);
    }

    private static string[] Available() => File.ReadAllText("/proc/sys/net/ipv4/tcp_available_congestion_control").Split((char[])[' ', '\n']);
}
