using System.Globalization;
using LibBpfSharp.KernelTests.Children;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Leftovers;

/// <summary>A process that has a link of every kind the kernel knows is killed by SIGKILL: the kernel ends them all.</summary>
public sealed class EveryLinkTests(ITestOutputHelper output)
{
    [Fact]
    public void A_killed_process_with_a_link_of_every_kind_leaves_none()
    {
        Requires.Root();
        using TestNetwork network = TestNetwork.Enter();
        network.TryAddNetkit(out _, out _);
        using var cgroup = TestCgroup.Create();
        using var target = TargetProcess.Start();
        using var holder = ChildProcess.Start(nameof(EveryLinkHolder), "right", cgroup.Path, target.Id.ToString(CultureInfo.InvariantCulture), TargetProcess.Program);
        List<(string Kind, uint Program, uint Link)> made = [];
        for (string line = holder.ReadLine(); line != "attached"; line = holder.ReadLine())
        {
            output.WriteLine(line);
            if (line.Split(' ') is [string kind, string program, string link] && kind != "without")
                made.Add((kind, uint.Parse(program, CultureInfo.InvariantCulture), uint.Parse(link, CultureInfo.InvariantCulture)));
        }

        Assert.Empty(((string[])["raw-tracepoint", "tracepoint", "uprobe", "usdt", "cgroup"]).Except(made.Select(one => one.Kind)));
        foreach ((string kind, uint program, uint link) in made) Assert.True(IsProgram(program) && (link == 0 || IsLink(link)), $"{kind} is not there before the kill.");
        Assert.Equal("1", target.Watched());

        // The kernel frees struct_ops after grace periods, which are long while others load programs.
        holder.Kill();
        foreach ((string kind, uint program, uint link) in made)
            Assert.True(Patience.Until(() => !IsProgram(program) && (link == 0 || !IsLink(link)), TimeSpan.FromMinutes(2)), $"{kind} was left behind.");
        Assert.Equal("0", target.Watched());
        target.Fire();
        Assert.DoesNotContain(BpfLeftovers.Find(), leftover => leftover.ProcessId == holder.Id);
    }

    private static bool IsProgram(uint id) => IsThere(() => KernelObjects.OpenProgram(id));

    private static bool IsLink(uint id) => IsThere(() => KernelObjects.OpenLink(id));

    private static bool IsThere(Func<IDisposable> open)
    {
        try
        {
            open().Dispose();
            return true;
        }
        catch (BpfException gone) when (gone.Errno is Errno.ENOENT)
        {
            return false;
        }
    }
}
