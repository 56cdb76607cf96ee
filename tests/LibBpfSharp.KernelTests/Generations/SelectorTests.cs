using LibBpfSharp.Instructions;
using LibBpfSharp.KernelTests.Children;

namespace LibBpfSharp.KernelTests.Generations;

/// <summary>What switches all hooks by one write, and what that does not do.</summary>
public sealed class SelectorTests : IDisposable
{
    private const int Egress = 1, Account = 2;

    private readonly GenerationBed _bed = new();

    public void Dispose() => _bed.Dispose();

    [Fact]
    public void What_is_attached_stays_and_one_number_changes()
    {
        using BpfDeployment deployment = _bed.Open(BpfSwitchMode.Selector);
        _bed.Swap(deployment, version: 1);
        uint[] attached = Attached();
        using BpfMap selected = OpenSelected();
        uint before = selected.AsArray<uint>()[0];
        BpfGeneration second = _bed.Swap(deployment, version: 2);
        Assert.Equal(attached, Attached());
        Assert.NotEqual(before, selected.AsArray<uint>()[0]);
        Assert.All(_bed.SendAndCheck(second, 3), versions => Assert.Equal([2], versions));
    }

    /// <summary>The number is written by a program that the packet meets behind the first hook and before the second.</summary>
    [Fact]
    public void A_packet_that_is_between_two_hooks_meets_both_generations()
    {
        string below = Path.Combine(_bed.CgroupPath, "below");
        Directory.CreateDirectory(below);
        BpfSwapOptions options = new() { Hooks = [BpfHook.CgroupLink("egress", below), BpfHook.CgroupLink("account", _bed.CgroupPath)] };
        using BpfDeployment deployment = _bed.Open(BpfSwitchMode.Selector);
        using (BpfObject first = GenerationBed.Open(1)) deployment.Swap(first, options);
        using BpfMap selected = OpenSelected();
        BpfArray<uint> number = selected.AsArray<uint>();
        uint old = number[0];

        using BpfObject second = GenerationBed.Open(2);
        deployment.Swap(second, options with
        {
            Maps = new Dictionary<string, BpfMapHandover> { ["seen"] = BpfMapHandover.Migrate((_, _) => { }, SendAcross) },
        });

        // Both generations are in their slots, and the new one is selected.
        void SendAcross(BpfMap oldSeen, BpfMap newSeen)
        {
            uint now = number[0];
            number[0] = old;
            using BpfProgram select = Selecting(selected, now);
            using (select.AttachCgroup(below))
            using (var traffic = Traffic.In(below)) traffic.Send(1);
            Assert.Equal((1, 0), (Count(oldSeen, Egress, 1), Count(oldSeen, Account, 1)));
            Assert.Equal((0, 1), (Count(newSeen, Egress, 2), Count(newSeen, Account, 2)));
        }
    }

    private static long Count(BpfMap seen, int hook, int version) => seen.AsArray<long>()[(uint)((hook * GenerationBed.Versions) + version)];

    private static BpfProgram Selecting(BpfMap selected, uint number) => BpfProgram.Load(
        new BpfAssembler()
            .LoadMapValue(BpfRegister.R1, "selected")
            .Store(BpfMemorySize.Word, BpfRegister.R1, 0, (int)number)
            .Move(BpfRegister.R0, 1)
            .Exit()
            .Assemble(),
        new() { Type = BpfProgramType.CgroupSkb, ExpectedAttachType = BpfAttachType.CgroupInetEgress, Maps = new Dictionary<string, BpfMap> { ["selected"] = selected } });

    private BpfMap OpenSelected() => BpfMap.OpenPinned(Path.Combine(_bed.Path, "selector", "selected"));

    private uint[] Attached()
    {
        using var cgroup = Cgroup.Open(_bed.CgroupPath);
        return [.. cgroup.Query(BpfAttachType.CgroupInetIngress).Ids, .. cgroup.Query(BpfAttachType.CgroupInetEgress).Ids];
    }
}
