using System.Text.Json;
using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Samples;

/// <summary>samples/CgroupTraffic, run as its users run it.</summary>
public sealed class CgroupTrafficTests
{
    private const string Counter = "CgroupTraffic", Generator = "TrafficGenerator";

    /// <summary>Once more if the host sent segments twice meanwhile: those are counted twice.</summary>
    private const int Attempts = 3;

    [Fact]
    public void Counts_equal_what_was_sent()
    {
        using TestCgroup cgroup = TestCgroup.Create();
        for (int attempt = 1; attempt <= Attempts; attempt++)
        {
            using TemporaryFile sent = new(), counted = new();
            using SampleProgram counter = SampleProgram.Start(Counter, "--cgroup", cgroup.Path, "--report", counted.Path, "--json");
            Assert.Contains(cgroup.Path, counter.AwaitMessage(), StringComparison.Ordinal);
            string report = SampleProgram.Run(Generator, "send", "--cgroup", cgroup.Path, "--seconds", "1", "--datagrams", "500", "--stream-bytes", "3000000");
            counter.Interrupt();
            Assert.Equal(0, counter.Finish().ExitCode);

            bool sentTwice = JsonDocument.Parse(report).RootElement.GetProperty("retransmittedSegments").GetInt64() > 0;
            if (sentTwice && attempt < Attempts) continue;
            File.WriteAllText(sent.Path, report);
            string table = SampleProgram.Run(Generator, "compare", sent.Path, counted.Path);
            Assert.DoesNotContain("NOT EQUAL", table, StringComparison.Ordinal);
            return;
        }
    }

    [Fact]
    public void Interrupt_detaches()
    {
        using TestCgroup cgroup = TestCgroup.Create();
        using SampleProgram counter = SampleProgram.Start(Counter, "--cgroup", cgroup.Path);
        counter.AwaitMessage();
        Assert.Equal((1, 1), Attached(cgroup));
        counter.Interrupt();
        Assert.Equal(0, counter.Finish().ExitCode);
        Eventually.True(() => Attached(cgroup) == (0, 0));
    }

    [Fact]
    public void Pinned_counting_goes_on_until_it_is_detached()
    {
        using TestCgroup cgroup = TestCgroup.Create();
        using TestBpfFs pins = TestBpfFs.Mount();
        string directory = pins["traffic"];

        SampleProgram.Run(Counter, "--cgroup", cgroup.Path, "--pin", directory, "--duration", "0.1");
        Assert.Equal((1, 1), Attached(cgroup));
        SampleProgram.Run(Generator, "send", "--cgroup", cgroup.Path, "--seconds", "1", "--datagrams", "50", "--stream-bytes", "1000");
        string lines = SampleProgram.Run(Counter, "--attach-pinned", directory, "--duration", "0.1");
        Assert.Matches(@"egress +IPv6 udp +port \d+ +50 packets", lines);

        SampleProgram.Run(Counter, "--attach-pinned", directory, "--duration", "0.1", "--detach");
        Eventually.True(() => Attached(cgroup) == (0, 0));
        Assert.False(Directory.Exists(directory));
    }

    [Theory]
    [InlineData(2, "--duration", "--duration", "soon")]
    [InlineData(2, "--colour", "--colour")]
    [InlineData(2, "--detach", "--detach")]
    [InlineData(1, "no-such-cgroup", "--cgroup", "no-such-cgroup")]
    [InlineData(1, "/tmp", "--cgroup", "/tmp")]
    [InlineData(1, "/sys/fs/bpf/no-such-pins", "--attach-pinned", "/sys/fs/bpf/no-such-pins")]
    public void Every_mistake_is_one_line_that_names_it(int exitCode, string named, params string[] arguments)
    {
        Requires.Root();
        using SampleProgram counter = SampleProgram.Start(Counter, arguments);
        (int code, _, string error) = counter.Finish();
        Assert.Equal(exitCode, code);
        Assert.Contains(named, Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    private static (int Ingress, int Egress) Attached(TestCgroup cgroup)
    {
        using var opened = Cgroup.Open(cgroup.Path);
        return (opened.Query(BpfAttachType.CgroupInetIngress).Programs.Count, opened.Query(BpfAttachType.CgroupInetEgress).Programs.Count);
    }
}
