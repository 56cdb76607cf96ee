using LibBpfSharp.KernelTests.Children;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Objects;

/// <summary>What the kernel refuses, and how the exception tells it.</summary>
public sealed class RejectionTests
{
    public RejectionTests() => Requires.Root();

    [Fact]
    public void The_first_line_says_which_instruction_at_which_source_line_and_why()
    {
        Requires.Repository();
        BpfVerifierException e = Assert.Throws<BpfVerifierException>(() => Load("rejected", "null_pointer"));
        string source = File.ReadLines(e.SourceLine!.File).ElementAt(e.SourceLine.Line - 1);
        Assert.Contains("null_pointer is rejected here", source, StringComparison.Ordinal);
        Assert.Equal(
            $"Program 'null_pointer' is rejected by the kernel's verifier at instruction {e.InstructionIndex} ({e.SourceLine}): {e.Cause}",
            e.Message.Split('\n')[0]);
        Assert.StartsWith("R0 invalid mem access 'map_value_or_null'", e.Cause, StringComparison.Ordinal);
        Assert.Equal(Errno.EACCES, e.Errno);
        Assert.Equal(0, e.Log.OmittedLength);
        Assert.Contains("processed ", e.Log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("outside_packet", "invalid access to packet", "outside_packet is rejected here")]
    [InlineData("forbidden_helper", "bpf_override_return", "bpf_override_return")]
    public void Other_reasons_are_found_too(string program, string cause, string line)
    {
        BpfVerifierException e = Assert.Throws<BpfVerifierException>(() => Load("rejected", program));
        Assert.Contains(cause, e.Cause, StringComparison.Ordinal);
        Assert.Contains(line, e.SourceLine!.Text, StringComparison.Ordinal);
        Assert.NotNull(e.Hint);
    }

    [Fact]
    public void A_very_long_log_keeps_its_head_and_its_tail()
    {
        BpfVerifierException e = Assert.Throws<BpfVerifierException>(() => Load("rejected", "long_log"));
        Assert.Equal(Errno.EACCES, e.Errno);
        Requires.Kernel(5, 16, "logs of 16 MiB and more");
        Assert.True(e.Log.Length > BpfVerifierLog.Capacity);
        Assert.Equal(BpfVerifierLog.Capacity, e.Log.Head.Length + e.Log.Tail.Length);
        Assert.True(e.Log.Head.StartsWith("0: "u8));
        Assert.Contains("long_log is rejected here", e.SourceLine!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_over_the_instruction_limit_says_so()
    {
        BpfException e = Assert.Throws<BpfException>(() => Load("toolong", "too_long"));
        Assert.Equal(Errno.E2BIG, e.Errno);
        Assert.Contains("1,000,002 instructions", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_map_that_is_not_created_is_named_where_a_program_uses_it()
    {
        using BpfObject bpf = Only("rejected", "null_pointer");
        bpf.Maps["flows"].AutoCreate = false;
        BpfVerifierException e = Assert.Throws<BpfVerifierException>(bpf.Load);
        Assert.Contains("map 'flows' is used here", e.Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("enter_read")]
    [InlineData("may_open")]
    public void A_type_this_kernel_refuses_is_told_from_a_missing_capability(string program)
    {
        BpfPermissionException? e = Record.Exception(() => Load("tracing", program)) as BpfPermissionException;
        Assert.SkipWhen(e is null, "this kernel takes fentry and LSM programs");
        Assert.Equal((Errno.EPERM, BpfPermissionReason.KernelRefusesProgramType), (e!.Errno, e.Reason));
        Load("tracing", "switched");
    }

    [Theory]
    [InlineData("counter", "CAP_BPF")]
    [InlineData("statics", "CAP_BPF")]
    public void A_process_without_capabilities_is_told_which_it_needs(string fixture, string capability)
    {
        string setpriv = Requires.Tool("setpriv");

        // Not another user id: the repository may lie in a home that only its owner can look into.
        using var child = ChildProcess.StartUnder(
            [setpriv, "--bounding-set=-all,+dac_override,+dac_read_search", "--inh-caps=-all"], nameof(UnprivilegedLoader), fixture);
        child.Tell(Convert.ToBase64String(BpfFixtures.Bytes(fixture)));
        string answer = child.ReadLine();
        Assert.StartsWith("EPERM ", answer, StringComparison.Ordinal);
        Assert.EndsWith(capability, answer, StringComparison.Ordinal);
        Assert.DoesNotContain(nameof(BpfPermissionReason.MemoryLock), answer, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_missing_PERFMON_is_told_so()
    {
        string setpriv = Requires.Tool("setpriv");
        using var child = ChildProcess.StartUnder([setpriv, "--bounding-set=-sys_admin,-perfmon", "--inh-caps=-sys_admin,-perfmon"], nameof(UnprivilegedLoader), "tracing", "switched");
        child.Tell(Convert.ToBase64String(BpfFixtures.Bytes("tracing")));
        Assert.Equal("EPERM MissingCapability CAP_PERFMON", child.ReadLine());
    }

    private static void Load(string fixture, string program)
    {
        using BpfObject bpf = Only(fixture, program);
        bpf.Load();
    }

    private static BpfObject Only(string fixture, string program)
    {
        BpfObject bpf = BpfObject.Open(BpfFixtures.Path(fixture));
        foreach (BpfProgram other in bpf.Programs) other.AutoLoad = other.Name == program;
        return bpf;
    }
}
