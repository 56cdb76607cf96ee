using System.Globalization;
using System.Text.Json;
using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Tracing;

/// <summary>Programs at tracepoints, in all three ways, and at perf events: they run, and stop running.</summary>
public sealed class TracepointTests
{
    public TracepointTests() => Requires.Root();

    [Theory]
    [InlineData("raw", BpfLinkType.RawTracepoint)]
    [InlineData("typed", BpfLinkType.RawTracepoint)]
    [InlineData("tracepoint", BpfLinkType.PerfEvent)]
    public void A_program_attached_by_its_section_runs_until_its_link_is_disposed(string name, BpfLinkType type)
    {
        using AttachedProgram attached = AttachedProgram.Load(name);
        BpfLink link = attached.Program.Attach();
        if (Requires.Running >= new Version(5, 15)) Assert.Equal(type, link.Type);
        Assert.False(link.IsDefunct);
        AssertSeenByTheKernelsOwnTool(link, type);
        attached.RunsUntilDisposed(link, AttachedProgram.Rename);
    }

    [Fact]
    public void A_raw_tracepoint_passes_its_cookie()
    {
        Requires.Kernel(6, 10, "cookies of raw tracepoints");
        using AttachedProgram attached = AttachedProgram.Load("raw", withCookie: true);
        attached.RunsUntilDisposed(attached.Program.AttachRawTracepoint("task_rename", new() { Cookie = 0x1234_5678_9abc }), AttachedProgram.Rename);
        Assert.Equal(0x1234_5678_9abcul, attached.Cookie);
    }

    [Fact]
    public void A_tracepoint_passes_its_cookie()
    {
        Requires.Kernel(5, 15, "links on perf events");
        using AttachedProgram attached = AttachedProgram.Load("tracepoint", withCookie: true);
        PerfEventLink link = attached.Program.AttachTracepoint("task", "task_rename", new TracepointOptions { Cookie = 77 });
        attached.RunsUntilDisposed(link, AttachedProgram.Rename);
        Assert.Equal(77ul, attached.Cookie);
    }

    [Fact]
    public void A_tracepoint_is_attached_without_a_link_where_kernels_have_none()
    {
        using AttachedProgram attached = AttachedProgram.Load("tracepoint");
        PerfEventLink link = attached.Program.AttachTracepoint("task", "task_rename", new TracepointOptions { WithoutLink = true });
        Assert.Throws<BpfNotSupportedException>(() => link.Info);
        attached.RunsUntilDisposed(link, AttachedProgram.Rename);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_perf_event_is_detached_by_nothing_but_disposing(bool withoutLink)
    {
        using AttachedProgram attached = AttachedProgram.Load("tracepoint");
        using PerfEventLink link = attached.Program.AttachTracepoint("task", "task_rename", new TracepointOptions { WithoutLink = withoutLink });
        Assert.Throws<BpfNotSupportedException>(link.Detach);
    }

    [Fact]
    public void A_cookie_without_a_link_is_refused()
    {
        using AttachedProgram attached = AttachedProgram.Load("tracepoint");
        Assert.Throws<BpfNotSupportedException>(() => attached.Program.AttachTracepoint("task", "task_rename", new TracepointOptions { WithoutLink = true, Cookie = 1 }));
    }

    [Fact]
    public void A_sampled_event_runs_its_program()
    {
        using AttachedProgram attached = AttachedProgram.Load("sampled");
        using var clock = PerfEvent.Open(new PerfEventOptions { Type = PerfEventType.Software, Config = 0, Frequency = 1000, ProcessId = 0 });
        PerfEventLink link = attached.Program.AttachPerfEvent(clock);
        clock.Dispose();
        attached.RunsUntilDisposed(link, () => Thread.SpinWait(100_000));
    }

    [Theory]
    [InlineData("raw_nowhere", BpfAttachError.TargetNotFound, Errno.ENOENT, "available_events")]
    [InlineData("tracepoint_misspelt", BpfAttachError.TargetNotFound, Errno.ENOENT, "task/task_rename")]
    [InlineData("tracepoint_malformed", BpfAttachError.InvalidTarget, Errno.None, "tp/CATEGORY/NAME")]
    [InlineData("raw_unnamed", BpfAttachError.NoTarget, Errno.None, nameof(BpfAttachOptions.Tracepoint))]
    [InlineData("sampled", BpfAttachError.NoTarget, Errno.None, nameof(BpfAttachOptions.PerfEvent))]
    public void A_section_that_leads_nowhere_says_what_to_do(string name, BpfAttachError reason, Errno errno, string advice)
    {
        using AttachedProgram attached = AttachedProgram.Load(name);
        BpfAttachException refused = Assert.Throws<BpfAttachException>(attached.Program.Attach);
        Assert.Equal((reason, errno), (refused.Reason, refused.Errno));
        Assert.Contains(advice, refused.Message, StringComparison.Ordinal);
    }

    private static void AssertSeenByTheKernelsOwnTool(BpfLink link, BpfLinkType type)
    {
        if (Requires.Running < new Version(5, 15)) return;
        JsonElement seen = BpfTool.Run("link", "show", "id", link.Id.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(type.ToShortName(), seen.GetProperty("type").GetString());
        Assert.Equal(link.ProgramId, seen.GetProperty("prog_id").GetUInt32());
    }
}
