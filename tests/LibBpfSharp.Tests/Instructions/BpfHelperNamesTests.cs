using LibBpfSharp.Instructions;

namespace LibBpfSharp.Tests.Instructions;

public sealed class BpfHelperNamesTests
{
    [Theory]
    [InlineData(BpfHelper.MapLookupElem, "bpf_map_lookup_elem")]
    [InlineData(BpfHelper.GetPrandomU32, "bpf_get_prandom_u32")]
    [InlineData(BpfHelper.L3CsumReplace, "bpf_l3_csum_replace")]
    [InlineData(BpfHelper.DPath, "bpf_d_path")]
    [InlineData(BpfHelper.SkcToTcp6Sock, "bpf_skc_to_tcp6_sock")]
    [InlineData(BpfHelper.TcpRawGenSyncookieIpv4, "bpf_tcp_raw_gen_syncookie_ipv4")]
    public void Names_helpers_as_the_kernel_does(BpfHelper helper, string name) => Assert.Equal(name, helper.GetKernelName());

    [Theory]
    [InlineData(-1)]
    [InlineData(212)]
    public void A_number_without_helper_has_no_name(int number) => Assert.Null(((BpfHelper)number).GetKernelName());

    [Fact]
    public void Every_helper_reads_back_from_both_names()
    {
        foreach (BpfHelper helper in Enum.GetValues<BpfHelper>())
        {
            string name = helper.GetKernelName()!;
            Assert.True(BpfHelperNames.TryParse(name, out BpfHelper read), name);
            Assert.Equal(helper, read);
            Assert.True(BpfHelperNames.TryParse(name.Replace("bpf_", "BPF_FUNC_", StringComparison.Ordinal), out read), name);
            Assert.Equal(helper, read);
        }
    }

    [Theory]
    [InlineData("bpf_no_such_helper")]
    [InlineData("BPF_FUNC_")]
    [InlineData("")]
    public void An_unknown_name_is_no_helper(string name) => Assert.False(BpfHelperNames.TryParse(name, out _));
}
