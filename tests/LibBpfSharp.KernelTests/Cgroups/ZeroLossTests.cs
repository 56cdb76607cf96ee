using System.Globalization;
using LibBpfSharp.KernelTests.Children;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Cgroups;

/// <summary>
/// Programs exchanged under traffic: what the two saw equals what an independent counter on the parent cgroup saw, and no packet was seen by both.
/// scripts/zero-loss.sh runs it with a million packets of each protocol and ten thousand exchanges.
/// </summary>
public sealed class ZeroLossTests : IDisposable
{
    private const BpfAttachType Egress = BpfAttachType.CgroupInetEgress;
    private const int Old = 0;
    private const int Next = 1;
    private const int Parent = 2;

    private readonly TestCgroup _directory = TestCgroup.Create();
    private readonly TestCgroup _child;
    private readonly BpfObject _object = BpfObject.Open(BpfFixtures.Path("zero_loss"));

    public ZeroLossTests()
    {
        _child = _directory.CreateChild("sender");
        _object.Load();
    }

    private static long Packets { get; } = Setting("LIBBPFSHARP_ZERO_LOSS_PACKETS", 2_000);

    private static long Swaps { get; } = Setting("LIBBPFSHARP_ZERO_LOSS_SWAPS", 200);

    private BpfProgramHandle OldProgram => _object.Programs["old"].Handle;

    private BpfProgramHandle NextProgram => _object.Programs["next"].Handle;

    public void Dispose()
    {
        _object.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void A_link_update_loses_no_packet_and_shows_none_twice()
    {
        using var cgroup = Cgroup.Open(_child.Path);
        using CgroupLink link = cgroup.Attach(OldProgram, Egress);
        CountsAreExact("link update", toNext => link.Update(toNext ? NextProgram : OldProgram, expected: toNext ? OldProgram : NextProgram));
    }

    [Fact]
    public void A_replacement_in_place_loses_no_packet_and_shows_none_twice()
    {
        using var cgroup = Cgroup.Open(_child.Path);
        CgroupAttachment attachment = cgroup.AttachLegacy(OldProgram, Egress);
        using (attachment) CountsAreExact("BPF_F_REPLACE", toNext => attachment.Replace(toNext ? NextProgram : OldProgram));
    }

    private void CountsAreExact(string way, Action<bool> swap)
    {
        using CgroupLink above = _object.Programs["parent"].AttachCgroup(_directory.Path);
        BpfArray<Seen> seen = _object.Maps["seen"].AsArray<Seen>();
        long swaps = 0;
        using (var storm = ChildProcess.Start(nameof(PacketStorm), _child.Path))
        {
            storm.Expect("ready");
            storm.Tell("go");
            storm.Expect("sending");
            while (swaps < Swaps || (long)seen[Parent].Udp < Packets || (long)seen[Parent].Tcp < Packets) swap(++swaps % 2 == 1);
            storm.Tell("stop");
            Assert.Equal(0, storm.WaitForExit());
        }

        // The last segments of a closed connection are the kernel's to send.
        Eventually.True(() => seen[Old].Count + seen[Next].Count == seen[Parent].Count);
        (Seen old, Seen next, Seen parent) = (seen[Old], seen[Next], seen[Parent]);
        Report(string.Create(CultureInfo.InvariantCulture,
            $"{way}: {swaps} swaps; UDP {old.Udp} + {next.Udp} = {parent.Udp}, TCP {old.Tcp} + {next.Tcp} = {parent.Tcp}; seen twice {old.Wrong + next.Wrong}, by neither {parent.Wrong}"));
        Assert.Equal((parent.Udp, parent.Tcp, parent.Other), (old.Udp + next.Udp, old.Tcp + next.Tcp, old.Other + next.Other));
        Assert.Equal((0ul, 0ul, 0ul), (old.Wrong, next.Wrong, parent.Wrong));
        Assert.True(old.Count > 0 && next.Count > 0);
    }

    private static long Setting(string variable, long otherwise)
        => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? long.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    private static void Report(string line)
    {
        if (Environment.GetEnvironmentVariable("LIBBPFSHARP_ZERO_LOSS_REPORT") is { Length: > 0 } file) File.AppendAllLines(file, [line]);
    }

    /// <summary><c>struct seen</c> of zero_loss.bpf.c.</summary>
    private readonly record struct Seen(ulong Udp, ulong Tcp, ulong Other, ulong Wrong)
    {
        public ulong Count => Udp + Tcp + Other;
    }
}
