using System.Text.RegularExpressions;
using LibBpfSharp.KernelTests.Children;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Documentation;

/// <summary>The code that README.md shows, run; a unit test holds that the page shows just this text.</summary>
public sealed partial class ReadmeTests
{
    private const int Datagrams = 20;

    // snippet: counter
    private record struct Counter(ulong Packets, ulong Bytes); // struct counter of counter.bpf.c
    // end snippet

    [Fact]
    public async Task Example_counts_what_a_cgroup_sends()
    {
        using TestCgroup cgroup = TestCgroup.Create();
        using TestBpfFs pins = TestBpfFs.Mount();
        using ChildProcess traffic = ChildProcess.Start(nameof(UdpTraffic), cgroup.Path);
        traffic.Expect("ready");

        using StringWriter output = new();
        await CountAsync(output, BpfFixtures.Path("counter"), cgroup.Path, pins["web/egress"], () => Task.Run(Send, TestContext.Current.CancellationToken));

        void Send()
        {
            traffic.Tell($"{Datagrams}");
            traffic.Expect("sent");
        }

        const int BytesOfEach = 20 + 8 + 4; // IP and UDP header, and what the child sends
        Assert.Equal($"sent {Datagrams} packets, {Datagrams * BytesOfEach} bytes\n", output.ToString());
        Assert.True(File.Exists(pins["web/egress"]));
    }

    /// <summary>The page shows the message of this very program; the verifier's own words below the first lines differ from kernel to kernel.</summary>
    [Fact]
    public void Rejected_program_gives_the_message_shown()
    {
        Requires.Root();
        Requires.Repository();
        using var rejected = BpfObject.Open(BpfFixtures.Path("rejected"));
        rejected.Programs["null_pointer"].AutoLoad = true;
        string message = Assert.Throws<BpfVerifierException>(rejected.Load).Message;

        string page = File.ReadAllText(Repository.At("README.md"));
        string shown = page.Split("<!-- output: verifier -->\n```text\n")[1].Split("```")[0];
        Assert.Equal(FirstLines(shown), FirstLines(message));
    }

    /// <summary>The first two lines, without the directory that the object was compiled in.</summary>
    private static string[] FirstLines(string text) => [.. text.Split('\n').Take(2).Select(line => SourceDirectory().Replace(line, "("))];

    [GeneratedRegex(@"\(/\S*/")]
    private static partial Regex SourceDirectory();

    private static async Task CountAsync(TextWriter console, string file, string cgroup, string pin, Func<Task> untilCtrlC)
    {
        // snippet: count-a-cgroup
        using var counting = BpfObject.Open(file);            // reads counter.bpf.o: no kernel, no privilege
        counting.Programs["count_ingress"].AutoLoad = false;  // configure before load
        counting.Load();                                      // maps and programs, into the kernel

        using var web = Cgroup.Open(cgroup);                  // "/sys/fs/cgroup/web", or "web" below the mount
        using var link = counting.Programs["count_egress"].AttachCgroup(web);
        await untilCtrlC();

        // The C# type is checked against the map's before the first read: offset by offset.
        Counter sent = counting.Maps["counters"].AsArray<Counter>()[1];
        console.WriteLine($"sent {sent.Packets} packets, {sent.Bytes} bytes");

        link.Pin(pin); // "/sys/fs/bpf/web/egress": goes on counting when this process is gone; without, it ends with it
        // end snippet
    }
}
