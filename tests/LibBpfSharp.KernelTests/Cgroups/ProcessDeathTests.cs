using System.Globalization;
using LibBpfSharp.KernelTests.Children;
using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Cgroups;

/// <summary>What stays on a cgroup when the process that attached it is killed by SIGKILL.</summary>
public sealed class ProcessDeathTests : IDisposable
{
    private const BpfAttachType Egress = BpfAttachType.CgroupInetEgress;

    private static readonly TimeSpan s_atOnce = TimeSpan.FromSeconds(1);

    private readonly TestCgroup _directory = TestCgroup.Create();
    private readonly Cgroup _cgroup;

    public ProcessDeathTests() => _cgroup = Cgroup.Open(_directory.Path);

    public void Dispose()
    {
        _cgroup.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void Link_goes_with_its_process()
    {
        using var holder = ChildProcess.Start(nameof(LinkHolder), _directory.Path);
        holder.Expect("attached");
        Assert.Single(_cgroup.Query(Egress).Ids);
        holder.Kill();
        Eventually.True(() => _cgroup.Query(Egress).Ids.Count == 0, s_atOnce);
    }

    [Fact]
    public void Pinned_link_stays_counts_and_is_taken_over()
    {
        const int Packets = 20;
        using var fileSystem = TestBpfFs.Mount();
        string pin = fileSystem["links/egress"];
        using var holder = ChildProcess.Start(nameof(LinkHolder), _directory.Path, pin, fileSystem["counter"]);
        holder.Expect("attached");
        holder.Kill();

        uint program = Assert.Single(_cgroup.Query(Egress).Ids);
        using BpfMap counter = BpfFs.OpenMap(fileSystem["counter"]);
        using (var traffic = ChildProcess.Start(nameof(UdpTraffic), _directory.Path))
        {
            traffic.Expect("ready");
            traffic.Tell($"{Packets}");
            traffic.Expect("sent");
        }

        Assert.Equal(Packets, TestProgram.ReadCounter(counter));

        using var heir = ChildProcess.Start(nameof(PinTakeover), pin);
        heir.Expect(program.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(0, heir.WaitForExit());
        Assert.Empty(_cgroup.Query(Egress).Ids);
        Assert.False(File.Exists(pin));
    }

    [Fact]
    public void Legacy_attachment_stays()
    {
        using var attacher = ChildProcess.Start(nameof(LegacyAttacher), _directory.Path);
        attacher.Expect("attached");
        attacher.Kill();
        Assert.Single(_cgroup.Query(Egress).Ids);
    }
}
