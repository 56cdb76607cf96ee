using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.KernelTests.Tracing;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Attach;

/// <summary>Programs attached by options, where sections name no place.</summary>
public sealed class AttachOptionsTests
{
    public AttachOptionsTests() => Requires.Root();

    [Theory]
    [InlineData("raw_unnamed", "task_rename")]
    [InlineData("tracepoint_malformed", "task/task_rename")]
    [InlineData("tracepoint_misspelt", "task/task_rename")]
    public void A_tracepoint_is_named_by_an_option(string name, string tracepoint)
    {
        using AttachedProgram attached = AttachedProgram.Load(name);
        attached.RunsUntilDisposed(attached.Program.Attach(new BpfAttachOptions { Tracepoint = tracepoint }), AttachedProgram.Rename);
    }

    [Fact]
    public void A_cookie_goes_along_with_a_section()
    {
        Requires.Feature(BpfFeature.BpfCookie);
        using AttachedProgram attached = AttachedProgram.Load("user_function", withCookie: true);
        attached.RunsUntilDisposed(attached.Program.Attach(new BpfAttachOptions { Cookie = 99, ProcessId = 0 }), AttachedProgram.GetParent);
        Assert.Equal(99ul, attached.Cookie);
    }

    [Fact]
    public void A_file_and_function_go_before_those_of_the_section()
    {
        using AttachedProgram attached = AttachedProgram.Load("user_malformed");
        attached.RunsUntilDisposed(attached.Program.Attach(new BpfAttachOptions { File = "libc.so.6", Function = "getppid" }), AttachedProgram.GetParent);
    }

    [Fact]
    public void An_event_is_opened_and_closed_for_the_program()
    {
        using AttachedProgram attached = AttachedProgram.Load("sampled");
        BpfAttachOptions options = new() { PerfEventOptions = new() { Type = PerfEventType.Software, Config = 0, Frequency = 1000, ProcessId = 0 } };
        attached.RunsUntilDisposed(attached.Program.Attach(options), () => Thread.SpinWait(100_000));
    }

    [Fact]
    public void An_iterator_walks_what_it_is_given()
    {
        using AttachedProgram attached = AttachedProgram.Load("elements");
        using var link = (IteratorLink)attached.Program.Attach(new BpfAttachOptions { Iterator = IteratorTarget.OfMap(attached.Object.Maps["numbers"]) });
        using Stream elements = link.OpenIterator();
        using MemoryStream all = new();
        elements.CopyTo(all);
        Assert.Equal(4 * sizeof(ulong), all.Length);
    }

    [Theory]
    [InlineData("kernel_function_unnamed", nameof(BpfAttachOptions.Function))]
    [InlineData("sampled", nameof(BpfAttachOptions.PerfEventOptions))]
    [InlineData("raw_unnamed", nameof(BpfAttachOptions.Tracepoint))]
    [InlineData("user_unnamed", nameof(BpfAttachOptions.File))]
    public void A_place_that_nothing_names_is_asked_for(string name, string option)
    {
        using AttachedProgram attached = AttachedProgram.Load(name);
        BpfAttachException refused = Assert.Throws<BpfAttachException>(() => attached.Program.Attach(new BpfAttachOptions()));
        Assert.Equal(BpfAttachError.NoTarget, refused.Reason);
        Assert.Contains($"{nameof(BpfAttachOptions)}.{option}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cgroup_program_is_given_its_cgroup()
    {
        using TestCgroup cgroup = TestCgroup.Create();
        using var bpf = BpfObject.Open(BpfFixtures.Path("counter"));
        bpf.Load();
        BpfProgram program = bpf.Programs["count_egress"];
        BpfAttachException refused = Assert.Throws<BpfAttachException>(() => program.Attach(new BpfAttachOptions()));
        Assert.Equal(BpfAttachError.NoTarget, refused.Reason);
        Assert.Contains(nameof(BpfAttachOptions.Cgroup), refused.Message, StringComparison.Ordinal);

        using var opened = Cgroup.Open(cgroup.Path);
        using (program.Attach(new BpfAttachOptions { Cgroup = cgroup.Path }))
        using (program.Attach(new BpfAttachOptions { Cgroup = opened }))
            Assert.Equal(2, opened.Query(BpfAttachType.CgroupInetEgress).Programs.Count);
        Assert.Empty(opened.Query(BpfAttachType.CgroupInetEgress).Programs);
    }
}
