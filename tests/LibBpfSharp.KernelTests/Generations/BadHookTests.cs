using System.Globalization;
using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Generations;

/// <summary>Hooks that cannot be what they say: refused where they are named or swapped to, and what is left of one is no obstacle.</summary>
public sealed class BadHookTests : IDisposable
{
    private readonly GenerationBed _bed = new();

    public void Dispose() => _bed.Dispose();

    [Theory]
    [InlineData(BpfAttachType.TcxIngress)]
    [InlineData(BpfAttachType.Xdp)]
    [InlineData((BpfAttachType)999)]
    public void A_legacy_hook_at_no_place_of_cgroups_is_refused(BpfAttachType attachType)
        => Assert.Throws<ArgumentException>(nameof(attachType), () => BpfHook.CgroupLegacy("ingress", _bed.CgroupPath, attachType));

    [Fact]
    public void A_legacy_hook_on_a_cgroup_there_is_none_of_is_refused()
    {
        Assert.Equal(BpfAttachError.CgroupNotFound, Assert.Throws<BpfAttachException>(() => Hook(999_999_999ul)).Reason);
        Assert.Throws<ArgumentException>(() => Hook(0ul));
        Assert.Throws<ArgumentException>(() => Hook(default));

        static BpfHook Hook(CgroupReference cgroup) => BpfHook.CgroupLegacy("egress", cgroup, BpfAttachType.CgroupInetEgress);
    }

    [Theory]
    [InlineData("cgroup-46-{0:x}-bad")] // TcxIngress
    [InlineData("cgroup-999-{0:x}-bad")]
    [InlineData("slot-1-nosuch-bad")]
    public void A_swap_to_one_that_was_cut_short_is_reverted(string pin)
    {
        using var cgroup = Cgroup.Open(_bed.CgroupPath);
        string name = string.Format(CultureInfo.InvariantCulture, pin, cgroup.Id);
        using (BpfDeployment deployment = _bed.Open())
        {
            BpfGeneration first = _bed.Swap(deployment, version: 1);
            using BpfProgram program = first.OpenProgram("egress");
            Directory.CreateDirectory(Path.Combine(_bed.Path, "g2", "hooks"));
            PinFiles.Pin(program.Handle, Path.Combine(_bed.Path, "g2", "hooks", name));
            File.CreateSymbolicLink(Path.Combine(_bed.Path, "staged"), "g2");
        }

        using BpfDeployment again = _bed.Open();
        Assert.Equal(BpfRecoveryOutcome.Reverted, again.Recovery);
        Assert.Equal(["g1"], _bed.GenerationPins);
        again.Remove();
        Assert.Empty(_bed.GenerationPins);
        Assert.Empty(cgroup.Query(BpfAttachType.CgroupInetEgress).Ids);
    }

    [Theory]
    [InlineData(BpfRecovery.Revert)]
    [InlineData(BpfRecovery.Finish)]
    public void A_staged_generation_that_is_gone_is_reverted(BpfRecovery recovery)
    {
        using (BpfDeployment deployment = _bed.Open()) _bed.Swap(deployment, version: 1);
        File.CreateSymbolicLink(Path.Combine(_bed.Path, "staged"), "g2");
        using BpfDeployment again = _bed.Open(recovery: recovery);
        Assert.Equal((BpfRecoveryOutcome.Reverted, 1, false), (again.Recovery, again.Current?.Number, _bed.IsStaged));
        Assert.Equal(2, _bed.Swap(again, version: 2).Number);
    }

    [Theory]
    [InlineData("parts", "nosuch")]
    [InlineData("seen", "seen")]
    public void A_slot_of_no_program_array_is_refused(string array, string map)
    {
        using BpfDeployment deployment = _bed.Open();
        using BpfObject next = GenerationBed.Open(1, "generation_slot");
        Assert.NotNull(next.Maps[array]);
        ArgumentException refused = Assert.Throws<ArgumentException>(
            () => deployment.Swap(next, new() { Hooks = [BpfHook.CgroupLink("entry", _bed.CgroupPath), BpfHook.Slot("part", map, 1)] }));
        Assert.Contains($"'{map}'", refused.Message, StringComparison.Ordinal);
        AssertNothingLeft(deployment);
    }

    [Theory]
    [InlineData(BpfSwitchMode.EachHook)]
    [InlineData(BpfSwitchMode.Selector)]
    public void A_link_to_another_program_is_refused_and_nothing_changes(BpfSwitchMode mode)
    {
        using BpfDeployment deployment = _bed.Open(mode);
        using BpfProgram foreign = TestProgram.Allow();
        using BpfObject next = GenerationBed.Open(1);
        BpfHook[] hooks = [BpfHook.CgroupLink("egress", _bed.CgroupPath), BpfHook.Link("ingress", _ => foreign.AttachCgroup(_bed.CgroupPath, new() { AttachType = BpfAttachType.CgroupInetIngress }))];
        InvalidOperationException refused = Assert.Throws<InvalidOperationException>(() => deployment.Swap(next, new() { Hooks = hooks }));
        Assert.Contains($"a link to program {foreign.Info.Id} in place of program ", refused.Message, StringComparison.Ordinal);
        AssertNothingLeft(deployment);
    }

    [Fact]
    public void A_hook_that_attaches_nothing_is_refused_and_nothing_changes()
    {
        using BpfDeployment deployment = _bed.Open();
        using BpfObject next = GenerationBed.Open(1);
        BpfHook[] hooks = [BpfHook.CgroupLink("egress", _bed.CgroupPath), BpfHook.Link("ingress", _ => null!)];
        Assert.Contains("no link", Assert.Throws<InvalidOperationException>(() => deployment.Swap(next, new() { Hooks = hooks })).Message, StringComparison.Ordinal);
        AssertNothingLeft(deployment);
    }

    [Fact]
    public void Nothing_in_the_place_of_hooks_and_maps_is_refused()
    {
        using BpfDeployment deployment = _bed.Open();
        using BpfObject next = GenerationBed.Open(1);
        BpfSwapOptions options = GenerationBed.LinksOn(_bed.CgroupPath);
        Assert.All<BpfSwapOptions>(
            [options with { Hooks = null! }, options with { Hooks = [null!] }, options with { Maps = null! }, options with { Maps = new Dictionary<string, BpfMapHandover> { ["seen"] = null! } }],
            wrong => Assert.IsType<ArgumentException>(Record.Exception(() => deployment.Swap(next, wrong))));
        AssertNothingLeft(deployment);
    }

    [Fact]
    public void A_generation_is_asked_for_something_by_name()
    {
        using BpfDeployment deployment = _bed.Open();
        BpfGeneration first = _bed.Swap(deployment, version: 1);
        Assert.Throws<ArgumentNullException>(() => first.OpenMap(null!));
        Assert.Throws<ArgumentNullException>(() => first.OpenProgram(null!));
    }

    private void AssertNothingLeft(BpfDeployment deployment)
    {
        Assert.Null(deployment.Current);
        Assert.Empty(_bed.GenerationPins);
        using var cgroup = Cgroup.Open(_bed.CgroupPath);
        Assert.All<BpfAttachType>([BpfAttachType.CgroupInetIngress, BpfAttachType.CgroupInetEgress], place => Assert.Empty(cgroup.Query(place).Ids));
    }
}
