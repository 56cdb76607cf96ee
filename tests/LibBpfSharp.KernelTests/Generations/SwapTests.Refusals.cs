using LibBpfSharp.Interop;
using LibBpfSharp.KernelTests.Children;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Generations;

public sealed partial class SwapTests
{
    [Fact]
    public void A_changed_map_is_refused_with_its_difference_unless_it_is_migrated()
    {
        using BpfDeployment deployment = _bed.Open();
        BpfGeneration first = _bed.Swap(deployment, version: 1);
        _bed.Send(5);
        using (BpfObject refused = GenerationBed.Open(2, "generation_with_bytes"))
        {
            BpfDeploymentException failure = Assert.Throws<BpfDeploymentException>(() => deployment.Swap(refused, GenerationBed.LinksOn(_bed.CgroupPath)));
            Assert.Equal(BpfDeploymentError.SchemaChanged, failure.Reason);
            Assert.Contains("value size is 8 where 16 is expected", failure.Message, StringComparison.Ordinal);
            Assert.Contains("  + +8 bytes: u64", failure.Message, StringComparison.Ordinal);
        }

        Assert.All(_bed.SendAndCheck(first, 5), versions => Assert.Equal([1], versions));
        using BpfObject next = GenerationBed.Open(2, "generation_with_bytes");
        BpfGeneration second = deployment.Swap(next, GenerationBed.LinksOn(_bed.CgroupPath) with
        {
            Maps = new Dictionary<string, BpfMapHandover> { ["seen"] = BpfMapHandover.Migrate(Widen, (old, fresh) => Widen(old, fresh)) },
        });
        using BpfMap seen = second.OpenMap("seen");
        Assert.Equal(10, seen.AsArray<(long Packets, long Bytes)>()[1].Packets);
    }

    [Fact]
    public void A_hook_somebody_else_has_taken_stops_the_swap_and_nothing_changes()
    {
        using BpfDeployment deployment = _bed.Open();
        _bed.Swap(deployment, version: 1);
        using BpfProgram foreign = TestProgram.Allow();
        using (var link = CgroupLink.OpenPinned(Path.Combine(_bed.Path, "links", "account"))) link.Update(foreign);

        BpfDeploymentException taken = Assert.Throws<BpfDeploymentException>(() => _bed.Swap(deployment, version: 2));
        Assert.Equal(BpfDeploymentError.HookTaken, taken.Reason);
        Assert.Equal(1, deployment.Current?.Number);
        Assert.Equal(["g1"], _bed.GenerationPins);
        Assert.Contains($"runs program {TestProgram.IdOf(foreign)}", taken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hook_that_is_elsewhere_now_is_refused_and_nothing_changes()
    {
        using TestCgroup other = TestCgroup.Create();
        using BpfDeployment deployment = _bed.Open();
        BpfGeneration first = _bed.Swap(deployment, version: 1);
        IsRefused([.. GenerationBed.LinksOn(other.Path).Hooks], other.Path);
        IsRefused([BpfHook.CgroupLink("ingress", _bed.CgroupPath, name: "egress")], "at CgroupInetEgress, not at CgroupInetIngress");
        using var cgroup = Cgroup.Open(_bed.CgroupPath);
        IsRefused([BpfHook.CgroupLegacy("egress", cgroup, BpfAttachType.CgroupInetEgress)], "link-egress");
        Assert.Equal(["g1"], _bed.GenerationPins);
        Assert.All(_bed.SendAndCheck(first, 5), versions => Assert.Equal([1], versions));

        void IsRefused(BpfHook[] hooks, string named)
        {
            using BpfObject next = GenerationBed.Open(2);
            Assert.Contains(named, Assert.Throws<ArgumentException>(() => deployment.Swap(next, new() { Hooks = hooks })).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(BpfSwitchMode.EachHook)]
    [InlineData(BpfSwitchMode.Selector)]
    public void A_program_of_another_type_is_refused_and_what_was_switched_goes_back(BpfSwitchMode mode)
    {
        using BpfDeployment deployment = _bed.Open(mode);
        BpfGeneration first = _bed.Swap(deployment, version: 1);
        using BpfObject next = GenerationBed.Open(2);
        next.Programs["account"].Type = BpfProgramType.SocketFilter;
        next.Programs["account"].ExpectedAttachType = null;
        BpfAttachException refused = Assert.Throws<BpfAttachException>(() => deployment.Swap(next, GenerationBed.LinksOn(_bed.CgroupPath)));
        Assert.Equal(BpfAttachError.ProgramMismatch, refused.Reason);
        Assert.Equal(1, deployment.Current?.Number);
        Assert.Equal(["g1"], _bed.GenerationPins);
        Assert.All(_bed.SendAndCheck(first, 5), versions => Assert.Equal([1], versions));
    }

    [Fact]
    public void A_hook_on_a_cgroup_that_is_gone_is_no_generation()
    {
        using TestCgroup top = TestCgroup.Create();
        TestCgroup child = top.CreateChild("gone");
        using var cgroup = Cgroup.Open(child.Path);
        child.Dispose();
        using BpfDeployment deployment = _bed.Open();
        foreach (BpfHook hook in (BpfHook[])[BpfHook.CgroupLegacy("egress", cgroup, BpfAttachType.CgroupInetEgress), BpfHook.CgroupLink("egress", child.Path)])
        {
            using BpfObject next = GenerationBed.Open(1);
            BpfAttachException refused = Assert.Throws<BpfAttachException>(() => deployment.Swap(next, new() { Hooks = [BpfHook.CgroupLink("ingress", _bed.CgroupPath), hook] }));
            Assert.True(refused.Reason is BpfAttachError.CgroupRemoved or BpfAttachError.CgroupNotFound);
            Assert.Null(deployment.Current);
            Assert.Empty(_bed.GenerationPins);
            AssertNothingAttached();
        }
    }

    [Theory]
    [InlineData(BpfSwitchMode.EachHook)]
    [InlineData(BpfSwitchMode.Selector)]
    public void A_program_with_a_storage_of_its_own_is_swapped_only_where_the_hook_has_it(BpfSwitchMode mode)
    {
        using BpfDeployment deployment = _bed.Open(mode);
        if (mode is BpfSwitchMode.Selector)
        {
            Assert.Equal(BpfAttachError.StorageMissing, Assert.Throws<BpfAttachException>(() => Swap([])).Reason);
            return;
        }

        Swap([]);
        BpfGeneration second = Swap([]);
        Dictionary<string, BpfMapHandover> fresh = new() { ["shared"] = BpfMapHandover.Fresh };
        Assert.Equal(BpfAttachError.StorageMissing, Assert.Throws<BpfAttachException>(() => Swap(fresh)).Reason);
        Assert.Equal(second.Number, deployment.Current?.Number);
        _bed.Send(3);
        using BpfMap storage = second.OpenMap("shared");
        Assert.True(storage.AsCgroupStorage<(ulong Packets, uint LastLength, uint Kind)>().TryGet(_bed.CgroupPath, out var usage));
        Assert.Equal(3ul, usage.Packets);

        BpfGeneration Swap(Dictionary<string, BpfMapHandover> maps)
        {
            using BpfObject next = BpfObject.Open(BpfFixtures.Path("cgroup_storage"));
            foreach (BpfProgram program in next.Programs) program.AutoLoad = program.Name == "shared_egress";
            return deployment.Swap(next, new() { Hooks = [BpfHook.CgroupLink("shared_egress", _bed.CgroupPath)], Maps = maps });
        }
    }

    [Fact]
    public void A_program_with_a_storage_goes_back_to_its_hook_when_its_successor_without_fails()
    {
        using BpfDeployment deployment = _bed.Open();
        BpfGeneration first;
        using (BpfObject counting = BpfObject.Open(BpfFixtures.Path("cgroup_storage")))
        {
            foreach (BpfProgram program in counting.Programs) program.AutoLoad = program.Name == "shared_egress";
            first = deployment.Swap(counting, new() { Hooks = [BpfHook.CgroupLink("shared_egress", _bed.CgroupPath)] });
        }

        using BpfObject next = GenerationBed.Open(2);
        BpfHook[] hooks = [BpfHook.CgroupLink("egress", _bed.CgroupPath, name: "shared_egress"), BpfHook.CgroupLink("ingress", "no/such/cgroup")];
        var failure = Assert.Throws<BpfAttachException>(() => deployment.Swap(next, new() { Hooks = hooks }));
        Assert.Equal(failure.Errno == Errno.EINVAL ? BpfAttachError.StorageMissing : BpfAttachError.CgroupNotFound, failure.Reason); // kernels with a later fix refuse the successor itself
        Assert.Equal(["g1"], _bed.GenerationPins);
        _bed.Send(3);
        using BpfMap storage = first.OpenMap("shared");
        Assert.True(storage.AsCgroupStorage<(ulong Packets, uint LastLength, uint Kind)>().TryGet(_bed.CgroupPath, out var usage));
        Assert.Equal(3ul, usage.Packets);
    }

    [Fact]
    public void A_cgroup_that_was_made_anew_is_attached_to_by_the_next_generation()
    {
        string path = Path.Combine(_bed.CgroupPath, "service");
        using BpfDeployment deployment = _bed.Open();
        Directory.CreateDirectory(path);
        using (BpfObject first = GenerationBed.Open(1)) deployment.Swap(first, GenerationBed.LinksOn(path));
        Directory.Delete(path);
        using (var link = CgroupLink.OpenPinned(Path.Combine(_bed.Path, "links", "egress"))) Eventually.True(() => link.IsDefunct);

        Directory.CreateDirectory(path);
        using BpfObject second = GenerationBed.Open(2);
        BpfGeneration running = deployment.Swap(second, GenerationBed.LinksOn(path));
        using (var traffic = Traffic.In(path)) traffic.Send(6);
        Assert.Equal([0L, 0L, 6L], GenerationBed.Count(running, 0)[..3]);
    }
}
