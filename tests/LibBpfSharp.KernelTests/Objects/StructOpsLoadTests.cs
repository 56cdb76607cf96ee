using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Objects;

/// <summary>Maps of operations, whose value is laid out as the running kernel has it.</summary>
public sealed class StructOpsLoadTests
{
    public StructOpsLoadTests()
    {
        Requires.Root();
        Requires.MapFlag(BpfMapType.StructOps, BpfMapFlags.Link);
    }

    [Fact]
    public void A_map_has_the_size_the_kernel_gives_it()
    {
        using BpfObject bpf = BpfObject.Open(BpfFixtures.Path("struct_ops"));
        uint compiled = bpf.Maps["plain"].ValueSize;
        bpf.Programs["lbs_init"].Type = BpfProgramType.Xdp;
        Assert.ThrowsAny<BpfException>(bpf.Load);
        Assert.Equal(compiled, bpf.Maps["plain"].ValueSize);

        bpf.Programs["lbs_init"].Type = BpfProgramType.StructOps;
        bpf.Load();
        BpfMapInfo info = bpf.Maps["plain"].Info;
        Assert.NotEqual(0u, info.BtfVmlinuxValueTypeId);
        Assert.True(info.ValueSize > compiled);
        Assert.Equal(info.ValueSize, bpf.Maps["plain"].ValueBufferSize);
        Assert.Equal(info.ValueSize, bpf.Maps["plain"].Lookup([0, 0, 0, 0]).Length);
        Assert.False(bpf.Maps["optional"].IsLoaded);
    }
}
