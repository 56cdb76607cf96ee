using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Tracing;

/// <summary>A scheduler of our own (sched_ext) schedules every task of the machine, and hands them back.</summary>
public sealed class SchedulerTests
{
    private const string State = "/sys/kernel/sched_ext/state";

    public SchedulerTests()
    {
        Requires.Root();
        Assert.SkipUnless(File.Exists(State), $"needs schedulers in BPF (CONFIG_SCHED_CLASS_EXT): there is no {State}");
    }

    [Fact]
    public void A_scheduler_runs_until_its_link_is_disposed()
    {
        using var bpf = BpfObject.Open(BpfFixtures.Path("scheduler"));
        bpf.Load();
        Assert.Equal("disabled", Read(State));

        using (StructOpsLink link = bpf.Maps["scheduler"].AttachStructOps())
        {
            Assert.Equal(BpfLinkType.StructOps, link.Type);
            Assert.Equal("enabled", Read(State));
            Assert.StartsWith("lbs_scheduler", Read("/sys/kernel/sched_ext/root/ops"), StringComparison.Ordinal);
            Assert.Equal(1ul, bpf.Variables["starts"].Get<ulong>());
            ulong before = bpf.Variables["queued"].Get<ulong>();
            Eventually.True(() =>
            {
                AttachedProgram.Nap();
                return bpf.Variables["queued"].Get<ulong>() > before;
            });
            Assert.False(link.IsDefunct);
        }

        Eventually.True(() => Read(State) == "disabled");
    }

    [Fact]
    public void A_second_scheduler_is_refused_while_one_runs()
    {
        using var bpf = BpfObject.Open(BpfFixtures.Path("scheduler"));
        using var other = BpfObject.Open(BpfFixtures.Path("scheduler"));
        bpf.Load();
        other.Load();
        using StructOpsLink link = bpf.Maps["scheduler"].AttachStructOps();
        BpfAttachException refused = Assert.Throws<BpfAttachException>(other.Maps["scheduler"].AttachStructOps);
        Assert.Equal((BpfAttachError.TargetBusy, Errno.EBUSY), (refused.Reason, refused.Errno));
    }

    private static string Read(string file) => File.ReadAllText(file).Trim();
}
