namespace LibBpfSharp.Tests.Diagnostics;

public sealed class ExceptionTests
{
    [Fact]
    public void The_first_line_of_a_rejection_says_where_and_why()
    {
        BpfVerifierException exception = new(
            "count", Errno.EACCES, "R1 invalid mem access 'scalar'", new BpfVerifierLog("12: (71) r2 = *(u8 *)(r1 +0)\nR1 invalid mem access 'scalar'\n"u8),
            12, new BpfSourceLine { File = "egress.bpf.c", Line = 42, Column = 9, Text = "x = *p;" });
        string[] lines = exception.Message.Split('\n');
        Assert.Equal(
            "Program 'count' is rejected by the kernel's verifier at instruction 12 (egress.bpf.c:42 'x = *p;'): R1 invalid mem access 'scalar'",
            lines[0]);
        Assert.Contains("EACCES (13)", lines[1], StringComparison.Ordinal);
        Assert.Equal("    R1 invalid mem access 'scalar'", lines[^1]);
        Assert.Equal((Errno.EACCES, BpfCommand.ProgLoad, "count"), (exception.Errno, exception.Command, exception.ObjectName));
    }

    [Fact]
    public void A_missing_feature_is_told_with_its_kernel()
    {
        BpfNotSupportedException exception = new(
            "BPF links on cgroups", new Version(5, 7), Errno.EINVAL, BpfCommand.LinkCreate, "/sys/fs/cgroup/web", "Allow the legacy attachment.");
        Assert.Equal(
            "'/sys/fs/cgroup/web': BPF links on cgroups: not supported by this kernel (in mainline since 5.7); "
            + "it answered EINVAL (22): invalid argument. Allow the legacy attachment.",
            exception.Message);
        Assert.True(exception.Since < new Version(5, 10));
    }

    [Fact]
    public void A_relocation_failure_names_access_and_candidates()
    {
        BpfRelocationException exception = new(
            "no matching field", "trace_exec", 7, "struct task_struct.pids (0:3)", ["[119] struct task_struct", "[88] struct task_struct"]);
        Assert.Equal(
            "Program 'trace_exec', instruction 7: struct task_struct.pids (0:3): no matching field "
            + "(candidates: [119] struct task_struct; [88] struct task_struct)",
            exception.Message);
    }
}
