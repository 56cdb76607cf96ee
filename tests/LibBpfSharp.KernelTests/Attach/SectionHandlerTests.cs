using LibBpfSharp.Instructions;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.KernelTests.Tracing;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Attach;

/// <summary>Sections with a meaning of the caller's.</summary>
public sealed class SectionHandlerTests
{
    public SectionHandlerTests() => Requires.Root();

    [Fact]
    public void A_handler_settles_type_load_and_attachment()
    {
        List<string> calls = [];
        BpfSectionHandler counting = new()
        {
            Pattern = "count+",
            ProgramType = BpfProgramType.RawTracepoint,
            Setup = program => calls.Add($"setup {program.Name}"),
            PrepareLoad = program =>
            {
                calls.Add($"prepare {program.Name}");
                return new BpfProgramCloneOptions { LogLevel = BpfLogLevel.Basic };
            },
            Attach = (program, options) =>
            {
                calls.Add($"attach {program.Name}");
                return program.AttachRawTracepoint(options.Tracepoint ?? program.Spec!.AttachTarget!);
            },
        };
        using BpfObject bpf = Open(counting);
        Assert.Equal(["setup counted"], calls);
        bpf.Programs["unknown"].AutoLoad = bpf.Programs["not_xdp"].AutoLoad = false;
        bpf.Load();
        Assert.NotEqual(0, bpf.Programs["counted"].Log.Length);

        bpf.AttachAll();
        Assert.Equal(["setup counted", "prepare counted", "attach counted"], calls);
        Assert.IsType<RawTracepointLink>(bpf.Attachments["counted"]);
        AttachedProgram.Rename();
        Assert.True(bpf.Variables["hits"].Get<ulong>() > 0);
    }

    [Fact]
    public void A_handler_goes_before_known_sections_and_one_takes_the_unknown()
    {
        using BpfObject bpf = Open(
            new BpfSectionHandler { Pattern = "", ProgramType = BpfProgramType.SocketFilter },
            new BpfSectionHandler { Pattern = "xdp", ProgramType = BpfProgramType.CgroupSkb, AttachType = BpfAttachType.CgroupInetEgress });
        bpf.Load();
        Assert.Equal(BpfProgramType.SocketFilter, bpf.Programs["unknown"].Info.Type);
        Assert.Equal(BpfProgramType.CgroupSkb, bpf.Programs["not_xdp"].Info.Type);

        using TestCgroup cgroup = TestCgroup.Create();
        using IBpfAttachment attachment = bpf.Programs["not_xdp"].Attach(new BpfAttachOptions { Cgroup = cgroup.Path });
        Assert.Equal(BpfAttachType.CgroupInetEgress, Assert.IsType<CgroupLink>(attachment).AttachType);
    }

    [Fact]
    public void Instructions_are_replaced_before_the_load()
    {
        using BpfObject bpf = Open(new BpfSectionHandler
        {
            Pattern = "what_is_this",
            ProgramType = BpfProgramType.SocketFilter,
            PrepareLoad = program =>
            {
                program.Instructions = new BpfInstruction[] { new(BpfOpcode.MoveImmediate, 0, immediate: 5), new(BpfOpcode.Exit) };
                return null;
            },
        });
        bpf.Programs["counted"].AutoLoad = bpf.Programs["not_xdp"].AutoLoad = false;
        bpf.Load();
        Assert.Equal(5u, bpf.Programs["unknown"].TestRun(new() { Data = new byte[64] }).ReturnValue);
    }

    [Fact]
    public void A_handler_that_fails_at_the_load_leaves_nothing()
    {
        using BpfObject bpf = Open(new BpfSectionHandler
        {
            Pattern = "what_is_this",
            ProgramType = BpfProgramType.SocketFilter,
            PrepareLoad = _ => throw new InvalidDataException("no"),
        });
        bpf.Programs["counted"].AutoLoad = bpf.Programs["not_xdp"].AutoLoad = false;
        int before = OpenDescriptors.Count();
        Assert.Throws<InvalidDataException>(bpf.Load);
        Assert.Equal((BpfObjectState.Open, before), (bpf.State, OpenDescriptors.Count()));
    }

    [Fact]
    public void Other_objects_know_nothing_of_a_handler()
    {
        using BpfObject bpf = Open();
        Assert.Equal(BpfProgramType.Unspec, bpf.Programs["counted"].Type);
        Assert.Equal(BpfProgramType.Xdp, bpf.Programs["not_xdp"].Type);
        Assert.Throws<ArgumentException>(() => new BpfSectionHandler { Pattern = "/", ProgramType = BpfProgramType.Xdp });
    }

    private static BpfObject Open(params BpfSectionHandler[] handlers)
        => BpfObject.Open(BpfFixtures.Path("own_sections"), new BpfObjectOptions { SectionHandlers = handlers });
}
