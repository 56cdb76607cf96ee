using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.Loading;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Objects;

/// <summary>Maps of operations, changed before the load.</summary>
public sealed class StructOpsMapTests
{
    public StructOpsMapTests()
    {
        Requires.Root();
        Requires.MapFlag(BpfMapType.StructOps, BpfMapFlags.Link);
    }

    [Fact]
    public void What_is_set_decides_what_is_loaded_and_reaches_the_kernels_layout()
    {
        LoadPlan? plan = null;
        using BpfObject bpf = BpfObject.Open(BpfFixtures.Path("struct_ops"), new() { Observe = made => plan = made });
        bpf.Maps["plain"].AutoCreate = false;
        StructOpsValue linked = bpf.Maps["linked"].StructOps!;
        linked.SetBytes("name", "lbs_renamed"u8);
        linked.Set("flags", 0u);
        linked.SetProgram("ssthresh", bpf.Programs["lbs_ssthresh_other"]);
        bpf.Load();

        Assert.True(bpf.Programs["lbs_ssthresh_other"].IsLoaded);
        Assert.False(bpf.Programs["lbs_ssthresh"].IsLoaded);
        Assert.False(bpf.Programs["lbs_init"].IsLoaded);
        ReadOnlySpan<byte> value = plan!.Maps[bpf.Maps.ToList().IndexOf(bpf.Maps["linked"])].StructOps!.Value;
        Assert.True(value.IndexOf("lbs_renamed\0"u8) > 0);
        Assert.Equal(value.Length, (int)bpf.Maps["linked"].ValueSize);
        Assert.Equal(value.Length, bpf.Maps["linked"].Info.ValueSize);
        Assert.Equal("lbs_renamed\0\0\0\0\0"u8, linked.GetBytes("name"));
        Assert.Throws<InvalidOperationException>(() => linked.Set("flags", 1u));
    }

    [Fact]
    public void An_optional_map_is_created_once_asked_for_and_brings_its_programs()
    {
        using BpfObject bpf = BpfObject.Open(BpfFixtures.Path("struct_ops"));
        bpf.Maps["plain"].AutoCreate = false;
        bpf.Maps["linked"].AutoCreate = false;
        bpf.Maps["optional"].AutoCreate = true;
        bpf.Load();
        Assert.Equal(["lbs_init"], bpf.Programs.Where(program => program.IsLoaded).Select(program => program.Name));
        Assert.Equal(["optional"], bpf.Maps.Where(map => map.IsLoaded).Select(map => map.Name));
    }
}
