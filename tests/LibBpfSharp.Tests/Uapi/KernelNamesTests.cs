namespace LibBpfSharp.Tests.Uapi;

public sealed class KernelNamesTests
{
    [Fact]
    public void Names_are_the_kernels_and_libbpfs()
    {
        Assert.Equal("BPF_PROG_TYPE_CGROUP_SKB", BpfProgramType.CgroupSkb.ToKernelName());
        Assert.Equal("cgroup_skb", BpfProgramType.CgroupSkb.ToShortName());
        Assert.Equal("BPF_MAP_TYPE_LPM_TRIE", BpfMapType.LpmTrie.ToKernelName());
        Assert.Equal("percpu_cgroup_storage", BpfMapType.PercpuCgroupStorage.ToShortName());
        Assert.Equal("BPF_CGROUP_INET4_POST_BIND", BpfAttachType.CgroupInet4PostBind.ToKernelName());
        Assert.Equal("lsm_mac", BpfAttachType.LsmMac.ToShortName());
        Assert.Equal("kprobe_multi", BpfLinkType.KprobeMulti.ToShortName());
        Assert.Equal("BPF_OBJ_GET_INFO_BY_FD", BpfCommand.ObjGetInfoByFd.ToKernelName());
    }

    [Fact]
    public void Every_member_reads_back_from_both_names()
    {
        RoundTrip<BpfProgramType>(value => value.ToKernelName(), value => value.ToShortName(), BpfProgramTypeNames.TryParse);
        RoundTrip<BpfMapType>(value => value.ToKernelName(), value => value.ToShortName(), BpfMapTypeNames.TryParse);
        RoundTrip<BpfAttachType>(value => value.ToKernelName(), value => value.ToShortName(), BpfAttachTypeNames.TryParse);
        RoundTrip<BpfLinkType>(value => value.ToKernelName(), value => value.ToShortName(), BpfLinkTypeNames.TryParse);
        RoundTrip<BpfCommand>(value => value.ToKernelName(), value => value.ToShortName(), BpfCommandNames.TryParse);
    }

    [Fact]
    public void The_case_of_a_name_does_not_matter_and_an_unknown_one_is_refused()
    {
        Assert.True(BpfMapTypeNames.TryParse("bpf_map_type_HASH", out BpfMapType type));
        Assert.Equal(BpfMapType.Hash, type);
        Assert.False(BpfMapTypeNames.TryParse("BPF_MAP_TYPE_", out _));
        Assert.False(BpfMapTypeNames.TryParse("hashes", out type));
        Assert.Equal(BpfMapType.Unspec, type);
    }

    [Fact]
    public void A_value_from_a_newer_kernel_is_told_by_number()
    {
        Assert.Equal("BPF_PROG_TYPE_999", ((BpfProgramType)999).ToKernelName());
        Assert.Equal("999", ((BpfProgramType)999).ToShortName());
    }

    private delegate bool Parser<T>(ReadOnlySpan<char> name, out T value);

    private static void RoundTrip<T>(Func<T, string> kernel, Func<T, string> shortName, Parser<T> parse)
        where T : struct, Enum
    {
        T[] members = [.. Enum.GetValues<T>().Where(value => !value.Equals(BpfCommand.CommonAttrs))];
        Assert.NotEmpty(members);
        foreach (T member in members)
        {
            Assert.True(parse(kernel(member), out T read));
            Assert.Equal(member, read);
            Assert.True(parse(shortName(member), out read));
            Assert.Equal(member, read);
        }
    }
}
