using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Usdt;

/// <summary>Statically defined probes of the target program, fired.</summary>
public sealed class UsdtTests
{
    private const string Provider = "lbs";

    // Without cookies only probes at fixed addresses can be watched in every process.
    private static readonly string s_program = BpfFeatures.OfRunningKernel.Probe(BpfFeature.BpfCookie).IsSupported ? TargetProcess.Program : TargetProcess.FixedProgram;

    public UsdtTests() => Requires.Root();

    [Fact]
    public void A_program_reads_arguments_of_every_kind_and_size()
    {
        using ProbedProgram probed = ProbedProgram.Load("any");
        using var target = TargetProcess.Start(s_program);
        using (UsdtLink link = probed["any"].AttachUsdt(s_program, Provider, "values", new UsdtOptions { Cookie = 0x1234_5678_9ABC }))
        {
            Assert.Equal(1, link.SiteCount);
            target.Fire();
        }

        Assert.Equal(1ul, probed.Hits);
        Assert.Equal(7, probed.Count);
        Assert.Equal([-5, -3, 65534, 0x1122334455667788, -9, 4_000_000_000, -2, 0], probed.Values(8));
        Assert.Equal(0x1234_5678_9ABC, probed.Cookie);
        target.Fire();
        Assert.Equal(1ul, probed.Hits);
    }

    [Fact]
    public void A_probe_is_hit_at_all_its_places_and_in_the_process_asked_for()
    {
        using ProbedProgram probed = ProbedProgram.Load("any");
        using var watched = TargetProcess.Start(s_program);
        using var other = TargetProcess.Start(s_program);
        using UsdtLink link = probed["any"].AttachUsdt(s_program, Provider, "several", new UsdtOptions { ProcessId = watched.Id });
        Assert.Equal(4, link.SiteCount);
        other.Fire();
        Assert.Equal(0ul, probed.Hits);
        watched.Fire();
        Assert.Equal((4ul, 1 + 2 + 1 + 3), (probed.Hits, probed.Sum));
    }

    [Fact]
    public void The_counter_of_who_watches_is_raised_while_the_link_is_there()
    {
        Requires.Feature(BpfFeature.BpfCookie); // for two attachments at one place
        using ProbedProgram probed = ProbedProgram.Load("any", "other");
        using var target = TargetProcess.Start(s_program);
        Assert.Equal("0", target.Watched());
        target.Fire();
        using (probed["any"].AttachUsdt(s_program, Provider, "counted"))
        {
            Assert.Equal("1", target.Watched());
            using (probed["other"].AttachUsdt(s_program, Provider, "counted", new UsdtOptions { ProcessId = target.Id }))
                Assert.Equal("1", target.Watched()); // a count of breakpoints, not of who has them set
            target.Fire();
            Assert.Equal((1ul, 77), (probed.Hits, probed.Sum));
        }

        Assert.Equal("0", target.Watched());
        target.Fire();
        Assert.Equal(1ul, probed.Hits);
    }

    [Fact]
    public void Attachments_of_one_object_do_not_disturb_each_other_and_give_their_entries_back()
    {
        Requires.Feature(BpfFeature.BpfCookie); // for two attachments at one place
        const int MoreThanTheMapHolds = 300;
        using ProbedProgram probed = ProbedProgram.Load("any", "other");
        using var target = TargetProcess.Start(s_program);
        using (probed["any"].AttachUsdt(s_program, Provider, "several"))
        {
            for (int i = 0; i < MoreThanTheMapHolds / 3; i++)
                probed["other"].AttachUsdt(s_program, Provider, "several", new UsdtOptions { Cookie = (ulong)i }).Dispose();
            using UsdtLink second = probed["other"].AttachUsdt(s_program, Provider, "plain", new UsdtOptions { Cookie = 5 });
            target.Fire();
        }

        Assert.Equal((5ul, 7), (probed.Hits, probed.Sum));
    }

    [Fact]
    public void The_last_of_two_links_gives_the_entries_back()
    {
        Requires.Feature(BpfFeature.UprobeMultiLink); // for one link at all places, which alone can be duplicated
        using ProbedProgram probed = ProbedProgram.Load("any");
        using var target = TargetProcess.Start(s_program);
        UsdtLink link = probed["any"].AttachUsdt(s_program, Provider, "several"), copy = link.Duplicate();
        Assert.Equal(link.SiteCount, copy.SiteCount);
        link.Dispose();

        // Takes the entries that are free.
        using (probed["any"].AttachUsdt(s_program, Provider, "plain", new UsdtOptions { ProcessId = Environment.ProcessId }))
            target.Fire();
        copy.Dispose();
        Assert.Equal((4ul, 1 + 2 + 1 + 3), (probed.Hits, probed.Sum));
        target.Fire();
        Assert.Equal(4ul, probed.Hits);
    }

    [Fact]
    public void An_argument_addressed_by_two_registers_is_read_by_programs_made_for_it()
    {
        Requires.Feature(BpfFeature.BpfCookie);
        Assert.SkipUnless(System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture is System.Runtime.InteropServices.Architecture.X64, "only x86-64 addresses by two registers");
        using ProbedProgram probed = ProbedProgram.Load(Interop.Kernel.Running, "usdt_indexed", "indexed");
        using var target = TargetProcess.Start(s_program);
        using (probed["indexed"].AttachUsdt(s_program, Provider, "indexed"))
            target.Fire();
        Assert.Equal(1ul, probed.Hits);
        Assert.Equal([13, 14, 3], probed.Values(3));

        using ProbedProgram older = ProbedProgram.Load("any");
        AssertRefused(older["any"], "indexed", BpfAttachError.UnreadableArgument, "two registers");
    }

    [Fact]
    public void A_full_map_refuses_and_is_as_empty_after_as_before()
    {
        Requires.Feature(BpfFeature.BpfCookie);
        using ProbedProgram probed = ProbedProgram.Load(Interop.Kernel.Running, "usdt_indexed", "indexed");
        AssertRefused(probed["indexed"], "several", BpfAttachError.TooManySites, "BPF_USDT_MAX_SPEC_CNT");
        using UsdtLink one = probed["indexed"].AttachUsdt(s_program, Provider, "plain");
        using UsdtLink two = probed["indexed"].AttachUsdt(s_program, Provider, "values");
        AssertRefused(probed["indexed"], "plain", BpfAttachError.TooManySites, "full");
    }

    [Theory]
    [InlineData("fast")]
    [InlineData("faster")]
    public void A_probe_with_a_longer_no_op_behind_is_hit_too(string name)
    {
        using ProbedProgram probed = ProbedProgram.Load("any");
        Assert.SkipUnless(System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture is System.Runtime.InteropServices.Architecture.X64, "only x86-64 has such");
        using var target = TargetProcess.Start(s_program);
        using (probed["any"].AttachUsdt(s_program, Provider, name))
        {
            for (int i = 0; i < 5; i++) target.Fire();
        }

        Assert.Equal((5ul, 5 * 42), (probed.Hits, probed.Sum));
        target.Fire();
        Assert.Equal(5ul, probed.Hits);
    }

    [Theory]
    [InlineData("valuez", BpfAttachError.TargetNotFound, "'lbs:values' meant")]
    [InlineData("something_else", BpfAttachError.TargetNotFound, "It has lbs:")]
    [InlineData("unreadable", BpfAttachError.UnreadableArgument, "'4@some_variable(%rip)'")]
    [InlineData("crowded", BpfAttachError.UnreadableArgument, "more than the 12")]
    public void A_probe_that_cannot_be_attached_to_says_why(string name, BpfAttachError reason, string words)
    {
        using ProbedProgram probed = ProbedProgram.Load("any");
        AssertRefused(probed["any"], name, reason, words);
    }

    [Fact]
    public void A_program_without_the_maps_and_a_section_without_a_probe_are_told_so()
    {
        using Tracing.AttachedProgram without = Tracing.AttachedProgram.Load("user_function");
        AssertRefused(without.Program, "plain", BpfAttachError.MissingParameter, "usdt.bpf.h");

        using ProbedProgram probed = ProbedProgram.Load("any", "malformed");
        Assert.Equal(BpfAttachError.NoTarget, Assert.Throws<BpfAttachException>(() => probed["any"].Attach()).Reason);
        BpfAttachException malformed = Assert.Throws<BpfAttachException>(() => probed["malformed"].Attach());
        Assert.Equal(BpfAttachError.InvalidTarget, malformed.Reason);
        Assert.Contains("usdt/FILE:PROVIDER:NAME", malformed.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => probed["any"].Attach(new BpfAttachOptions { File = s_program, Probe = "plain" }));
        probed["any"].Attach(new BpfAttachOptions { File = s_program, Probe = "lbs:plain" }).Dispose();
        Assert.Throws<BpfAttachException>(() => probed["any"].AttachUsdt("/nonexistent/file", Provider, "plain"));
        Assert.Contains("no probes", Assert.Throws<BpfAttachException>(() => probed["any"].AttachUsdt("sh", Provider, "plain")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_on_many_places_is_pinned_and_told_of_by_bpftool()
    {
        Requires.Feature(BpfFeature.UprobeMultiLink);
        using var pins = TestBpfFs.Mount();
        using ProbedProgram probed = ProbedProgram.Load("any");
        using var target = TargetProcess.Start(s_program);
        using (UsdtLink link = probed["any"].AttachUsdt(s_program, Provider, "several"))
        {
            Assert.Equal(BpfLinkType.UprobeMulti, link.Type);
            Assert.Equal(link.ProgramId, BpfTool.Run("link", "show", "id", $"{link.Id}").GetProperty("prog_id").GetUInt32());
            link.Pin(pins["probe"]);
        }

        target.Fire();
        Assert.Equal(4ul, probed.Hits);
    }

    private static void AssertRefused(BpfProgram program, string name, BpfAttachError reason, string words)
    {
        BpfAttachException refused = Assert.Throws<BpfAttachException>(() => program.AttachUsdt(s_program, Provider, name));
        Assert.Equal(reason, refused.Reason);
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
    }
}
