using System.Globalization;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Generations;

/// <summary>Generations of three programs follow each other under traffic; scripts/zero-loss.sh runs it long.</summary>
public sealed class ZeroLossTests : IDisposable
{
    private const int Versions = 2;
    private static readonly string[] s_hooks = ["first", "second", "third"];

    private readonly TestCgroup _directory = TestCgroup.Create();
    private readonly TestBpfFs _fileSystem = TestBpfFs.Mount();
    private readonly TestCgroup _child;

    public ZeroLossTests() => _child = _directory.CreateChild("sender");

    public void Dispose()
    {
        _fileSystem.Dispose();
        _directory.Dispose();
    }

    [Theory]
    [InlineData(BpfSwitchMode.EachHook)]
    [InlineData(BpfSwitchMode.Selector)]
    public void Generations_of_three_programs_lose_no_packet_and_show_none_twice(BpfSwitchMode mode)
    {
        using var deployment = BpfDeployment.Open(_fileSystem["deployment"], new() { Mode = mode });
        BpfGeneration running = Swap(deployment, 0);
        using BpfObject counter = Open(0);
        foreach (BpfProgram program in counter.Programs) program.AutoLoad = program.Name == "above";
        counter.Load();
        using CgroupLink link = counter.Programs["above"].AttachCgroup(_directory.Path);
        BpfArray<ZeroLoss.Seen> independent = counter.Maps["seen"].AsArray<ZeroLoss.Seen>();
        uint above = (uint)(s_hooks.Length * Versions);

        long wanted = ZeroLoss.Swaps(otherwise: 50);
        long swaps = ZeroLoss.UnderTraffic(
            _child.Path,
            done => done < wanted || (long)independent[above].Udp < ZeroLoss.Packets || (long)independent[above].Tcp < ZeroLoss.Packets,
            number => running = Swap(deployment, (uint)number));

        using BpfMap map = running.OpenMap("seen");
        BpfArray<ZeroLoss.Seen> seen = map.AsArray<ZeroLoss.Seen>();
        Eventually.True(() => AtHook(seen, s_hooks.Length - 1).Count == independent[above].Count);
        ZeroLoss.Seen parent = independent[above];
        ZeroLoss.Report(string.Create(CultureInfo.InvariantCulture,
            $"generations of three, {mode}: {swaps} swaps; UDP {parent.Udp}, TCP {parent.Tcp}; at a hook seen twice {seen.Sum(at => (long)at.Wrong)}, by none {parent.Wrong}"));
        for (int hook = 0; hook < s_hooks.Length; hook++) Assert.Equal(parent with { Wrong = 0 }, AtHook(seen, hook));
        Assert.Equal(0ul, parent.Wrong);
        Assert.All(Enumerable.Range(0, s_hooks.Length * Versions), at => Assert.True(seen[(uint)at].Count > 0));
        deployment.Remove();
    }

    private static ZeroLoss.Seen AtHook(BpfArray<ZeroLoss.Seen> seen, int hook) => seen[(uint)(hook * Versions)] + seen[(uint)((hook * Versions) + 1)];

    private static BpfObject Open(uint version)
    {
        var opened = BpfObject.Open(BpfFixtures.Path("zero_loss_generation"));
        opened.Variables["version"].Set(version % Versions);
        return opened;
    }

    private BpfGeneration Swap(BpfDeployment deployment, uint version)
    {
        using BpfObject next = Open(version);
        return deployment.Swap(next, new() { Hooks = [.. s_hooks.Select(hook => BpfHook.CgroupLink(hook, _child.Path))] });
    }
}
