using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.KernelTests.Tracing;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Generations;

/// <summary>Hooks held by links of every kind that the kernel updates, and what becomes of the kinds it does not.</summary>
public sealed class LinkHookTests : IDisposable
{
    private readonly TestBpfFs _fileSystem = TestBpfFs.Mount();

    public void Dispose() => _fileSystem.Dispose();

    [Theory]
    [InlineData("xdp_any", BpfSwitchMode.EachHook)]
    [InlineData("tcx_in", BpfSwitchMode.EachHook)]
    [InlineData("netkit_primary", BpfSwitchMode.EachHook)]
    [InlineData("dissector", BpfSwitchMode.EachHook)]
    [InlineData("lookup", BpfSwitchMode.EachHook)]
    [InlineData("message", BpfSwitchMode.EachHook)]
    [InlineData("xdp_any", BpfSwitchMode.Selector)]
    [InlineData("tcx_in", BpfSwitchMode.Selector)]
    [InlineData("netkit_primary", BpfSwitchMode.Selector)]
    [InlineData("dissector", BpfSwitchMode.Selector)]
    [InlineData("lookup", BpfSwitchMode.Selector)]
    [InlineData("message", BpfSwitchMode.Selector)]
    [InlineData("netfilter", BpfSwitchMode.Selector)]
    public void A_link_stays_and_the_next_generations_program_runs(string program, BpfSwitchMode mode)
    {
        using NetworkScene scene = new(program);
        using BpfDeployment deployment = Open(mode);
        BpfSwapOptions options = new() { Hooks = [BpfHook.Link(program, scene.Attach)] };
        using AttachedProgram first = AttachedProgram.Open(program, "network"), second = AttachedProgram.Open(program, "network");
        deployment.Swap(first.Object, options);
        first.Runs(scene.Trigger);
        (uint link, uint attached) = Pinned(program);

        Assert.Equal(2, deployment.Swap(second.Object, options).Number);
        Assert.Equal((link, mode is BpfSwitchMode.Selector ? attached : second.Program.Info.Id), Pinned(program));
        second.Runs(scene.Trigger);
        first.Stops(scene.Trigger);
        deployment.Remove();
        second.Stops(scene.Trigger);
        Assert.Empty(Directory.GetFiles(deployment.Path, "*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("network", "netfilter")]
    [InlineData("attach", "raw")]
    [InlineData("attach", "typed")]
    [InlineData("attach", "tracepoint")]
    public void A_link_that_no_generation_could_take_over_is_refused_in_the_first(string fixture, string program)
    {
        Requires.Root();
        if (program == "netfilter") Requires.Feature(BpfFeature.NetfilterLink);
        if (program == "tracepoint") Requires.Feature(BpfFeature.PerfEventLink);
        using TestNetwork network = TestNetwork.Enter();
        uint attached = 0;
        BpfDeploymentException refused = AssertRefused(fixture, program, loaded =>
        {
            BpfLink link = loaded.Type == BpfProgramType.Netfilter ? loaded.AttachNetfilter(NetworkScene.Netfilter) : loaded.Attach();
            attached = link.Id;
            return link;
        });
        Assert.Contains($" link {attached} is of a kind that the kernel has no update for", refused.Message, StringComparison.Ordinal);
        Assert.True(refused.Errno is Errno.EINVAL or Errno.EOPNOTSUPP);
        Eventually.True(() => KernelObjects.EnumerateLinks().All(link => link.Id != attached));
    }

    [Fact]
    public void An_event_without_a_link_is_refused_in_the_first_generation()
    {
        Requires.Root();
        PerfEventLink? attached = null;
        BpfDeploymentException refused = AssertRefused(
            "attach", "tracepoint", loaded => attached = loaded.AttachTracepoint("task", "task_rename", new TracepointOptions { WithoutLink = true }));
        Assert.Contains("updating a perf event that has no link", refused.Message, StringComparison.Ordinal);
        Assert.Throws<ObjectDisposedException>(() => attached!.Handle);
    }

    [Fact]
    public void A_link_to_another_program_is_not_updated_but_refused()
    {
        using NetworkScene scene = new("tcx_in");
        using BpfDeployment deployment = Open(BpfSwitchMode.EachHook);
        using AttachedProgram foreign = AttachedProgram.Load("tcx_in", fixture: "network"), next = AttachedProgram.Open("tcx_in", "network");
        uint ran = 0;
        Assert.Throws<InvalidOperationException>(() => deployment.Swap(next.Object, new() { Hooks = [BpfHook.Link("tcx_in", _ => Attach())] }));
        Assert.Equal(foreign.Program.Info.Id, ran);
        Assert.Null(deployment.Current);

        BpfLink Attach()
        {
            BpfLink link = scene.Attach(foreign.Program);
            ran = link.ProgramId;
            return link;
        }
    }

    private BpfDeploymentException AssertRefused(string fixture, string program, Func<BpfProgram, BpfLink> attach)
    {
        AttachedProgram.Load(program, fixture: fixture).Dispose();
        using BpfDeployment deployment = Open(BpfSwitchMode.EachHook);
        using AttachedProgram next = AttachedProgram.Open(program, fixture);
        BpfDeploymentException refused = Assert.Throws<BpfDeploymentException>(() => deployment.Swap(next.Object, new() { Hooks = [BpfHook.Link(program, attach)] }));
        Assert.Equal(BpfDeploymentError.LinkNotUpdatable, refused.Reason);
        Assert.StartsWith($"Hook '{program}' cannot be held by what attaches it, since no later generation could take over: ", refused.Message, StringComparison.Ordinal);
        Assert.Null(deployment.Current);
        Assert.Empty(Directory.GetFiles(deployment.Path, "*", SearchOption.AllDirectories));
        return refused;
    }

    private BpfDeployment Open(BpfSwitchMode mode) => BpfDeployment.Open(_fileSystem["deployment"], new() { Mode = mode });

    private (uint Link, uint Program) Pinned(string hook)
    {
        using var link = BpfLink.OpenPinned(Path.Combine(_fileSystem["deployment"], "links", hook));
        return (link.Id, link.ProgramId);
    }
}
