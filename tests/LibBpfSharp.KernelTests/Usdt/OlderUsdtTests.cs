using LibBpfSharp.Interop;
using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Usdt;

/// <summary>Statically defined probes in the ways of older kernels: a perf event for each place, and the program told by address where it is.</summary>
public sealed class OlderUsdtTests
{
    public OlderUsdtTests() => Requires.Root();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_probe_at_fixed_addresses_is_hit_in_every_process(bool hasCookies)
    {
        using ProbedProgram probed = Load(hasCookies);
        using var target = TargetProcess.Start(TargetProcess.FixedProgram);
        using (UsdtLink link = probed["any"].AttachUsdt(TargetProcess.FixedProgram, "lbs", "several", new UsdtOptions { Cookie = 7 }))
        {
            target.Fire();
            Assert.Throws<BpfNotSupportedException>(() => link.Pin("/sys/fs/bpf/never"));
            Assert.Throws<BpfNotSupportedException>(link.Detach);
        }

        Assert.Equal((4ul, 7, 7), (probed.Hits, probed.Sum, probed.Cookie));
        target.Fire();
        Assert.Equal(4ul, probed.Hits);
        AssertNoAddresses(probed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_probe_of_a_position_independent_file_is_hit_in_one_process(bool isLibrary)
    {
        using ProbedProgram probed = Load(hasCookies: false);
        using var target = TargetProcess.Start();
        (string file, string provider, string name) = isLibrary ? (TargetProcess.Library, "lbs_library", "called") : (TargetProcess.Program, "lbs", "values");
        BpfNotSupportedException refused = Assert.Throws<BpfNotSupportedException>(() => probed["any"].AttachUsdt(file, provider, name));
        Assert.Contains("ProcessId", refused.Message, StringComparison.Ordinal);
        Assert.Equal(BpfAttachError.TargetNotFound, Assert.Throws<BpfAttachException>(() => probed["any"].AttachUsdt(file, provider, name, new UsdtOptions { ProcessId = 0 })).Reason);

        using (probed["any"].AttachUsdt(file, provider, name, new UsdtOptions { ProcessId = target.Id }))
        {
            BpfAttachException taken = Assert.Throws<BpfAttachException>(() => probed["other"].AttachUsdt(file, provider, name, new UsdtOptions { ProcessId = target.Id }));
            Assert.Equal(BpfAttachError.TargetBusy, taken.Reason);
            target.Fire();
        }

        Assert.Equal((1ul, isLibrary ? 15 : -5), (probed.Hits, probed.Sum));
        AssertNoAddresses(probed);
    }

    [Fact]
    public void A_link_outlives_its_object()
    {
        ProbedProgram probed = Load(hasCookies: false);
        using var target = TargetProcess.Start(TargetProcess.FixedProgram);
        using BpfMap addresses = KernelObjects.OpenMap(probed.Object.Maps["__bpf_usdt_ip_to_spec_id"].Info.Id);
        UsdtLink link = probed["any"].AttachUsdt(TargetProcess.FixedProgram, "lbs", "several");
        probed.Dispose();
        target.Fire();
        Assert.Equal(4, Count(addresses));
        link.Dispose();
        Assert.Equal(0, Count(addresses));
    }

    [Fact]
    public void A_counter_is_raised_by_a_perf_event_too()
    {
        using ProbedProgram probed = Load(hasCookies: true);
        using var target = TargetProcess.Start(TargetProcess.FixedProgram);
        using (probed["any"].AttachUsdt(TargetProcess.FixedProgram, "lbs", "counted"))
        {
            Assert.Equal("1", target.Watched());
            target.Fire();
        }

        Assert.Equal("0", target.Watched());
        Assert.Equal(1ul, probed.Hits);
    }

    [Fact]
    public void A_program_that_was_not_loaded_for_many_places_takes_them_one_by_one()
    {
        using ProbedProgram probed = ProbedProgram.Load("single");
        using var target = TargetProcess.Start();
        using (probed["single"].AttachUsdt(TargetProcess.Program, "lbs", "several", new UsdtOptions { ProcessId = target.Id }))
            target.Fire();
        Assert.Equal((4ul, 7), (probed.Hits, probed.Sum));
    }

    private static int Count(BpfMap map)
    {
        Span<byte> key = stackalloc byte[sizeof(ulong)];
        int count = 0;
        for (ReadOnlySpan<byte> before = []; map.TryGetNextKey(before, key); count++) before = key.ToArray();
        return count;
    }

    private static ProbedProgram Load(bool hasCookies) => ProbedProgram.Load(new KernelBeforeCookies(hasCookies), "usdt", "any", "other");

    private static void AssertNoAddresses(ProbedProgram probed)
        => Assert.False(probed.Object.Maps["__bpf_usdt_ip_to_spec_id"].TryGetNextKey([], new byte[sizeof(ulong)]));
}
