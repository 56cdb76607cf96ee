using LibBpfSharp.KernelTests.Children;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Objects;

/// <summary>A compiled object, from its file to the packets it counted.</summary>
public sealed class CgroupObjectTests : IDisposable
{
    private const int Ingress = 0;
    private const int Egress = 1;

    private readonly TestCgroup _directory = TestCgroup.Create();
    private readonly TestBpfFs _fileSystem = TestBpfFs.Mount();

    public void Dispose()
    {
        _fileSystem.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void Counts_what_the_cgroup_sends_and_receives()
    {
        const int Packets = 100;
        const int IpHeader = 20;
        const int UdpHeader = 8;
        using BpfObject counter = Loaded();
        using CgroupLink ingress = counter.Programs["count_ingress"].AttachCgroup(_directory.Path);
        using CgroupLink egress = counter.Programs["count_egress"].AttachCgroup(_directory.Path);
        Assert.Equal(BpfAttachType.CgroupInetIngress, ingress.AttachType);
        Assert.Equal(BpfAttachType.CgroupInetEgress, egress.AttachType);

        using var traffic = ChildProcess.Start(nameof(UdpTraffic), _directory.Path);
        traffic.Expect("ready");
        traffic.Tell($"{Packets}");
        traffic.Expect("sent");

        long bytes = Packets * (IpHeader + UdpHeader + UdpTraffic.PayloadLength);
        Assert.Equal((Packets, bytes), Read(counter.Maps["counters"], Ingress));
        Assert.Equal((Packets, bytes), Read(counter.Maps["counters"], Egress));
    }

    [Fact]
    public void Link_outlives_the_object()
    {
        BpfObject counter = Loaded();
        using CgroupLink link = counter.Programs["count_egress"].AttachCgroup(_directory.Path);
        counter.Dispose();
        using var cgroup = Cgroup.Open(_directory.Path);
        Assert.Equal([link.ProgramId], cgroup.Query(BpfAttachType.CgroupInetEgress).Ids);
    }

    [Fact]
    public void Attach_before_load_names_the_right_phase()
    {
        using var counter = BpfObject.Open(BpfFixtures.Path("counter"));
        var refused = Assert.Throws<InvalidOperationException>(() => counter.Programs["count_egress"].AttachCgroup(_directory.Path));
        Assert.Contains("Load", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Update_puts_one_load_in_the_place_of_another()
    {
        using BpfObject first = Loaded();
        using BpfObject second = Loaded();
        using CgroupLink link = first.Programs["count_egress"].AttachCgroup(_directory.Path);
        link.Update(second.Programs["count_egress"], expected: first.Programs["count_egress"]);
        Assert.Equal(TestProgram.IdOf(second.Programs["count_egress"]), link.ProgramId);
    }

    [Fact]
    public void Legacy_attachment_of_an_objects_program()
    {
        using BpfObject counter = Loaded();
        using CgroupAttachment attachment = counter.Programs["count_egress"].AttachCgroupLegacy(_directory.Path, new() { Mode = CgroupAttachMode.AllowOverride });
        using ICgroupAttachment link = counter.Programs["count_ingress"].AttachCgroupWithFallback(_directory.Path, new());
        Assert.Equal(BpfAttachType.CgroupInetEgress, attachment.AttachType);
        Assert.IsType<CgroupLink>(link);
    }

    [Fact]
    public void Program_and_map_come_back_from_their_pins()
    {
        using (BpfObject counter = Loaded())
        {
            counter.Programs["count_egress"].Pin(_fileSystem["kept/program"]);
            counter.Maps["counters"].Pin(_fileSystem["kept/counters"]);
            Assert.Throws<InvalidOperationException>(() => counter.Maps["counters"].Pin(_fileSystem["again"]));
        }

        using BpfProgram program = BpfProgram.OpenPinned(_fileSystem["kept/program"]);
        using BpfMap map = BpfMap.OpenPinned(_fileSystem["kept/counters"]);
        Assert.Equal(("count_egress", BpfProgramType.CgroupSkb), (program.Name, program.Type));
        Assert.Equal(("counters", BpfMapType.Array, 4u, 16u, 2u), (map.Name, map.Type, map.KeySize, map.ValueSize, map.MaxEntries));
        Assert.Equal((0, 0), Read(map, Egress));

        Assert.Throws<InvalidOperationException>(() => program.AttachCgroup(_directory.Path));
        using (CgroupLink link = program.AttachCgroup(_directory.Path, new() { AttachType = BpfAttachType.CgroupInetEgress })) Assert.False(link.IsDefunct);

        program.Unpin();
        map.Unpin();
        Assert.Null(map.PinPath);
        Assert.Empty(Directory.GetFileSystemEntries(_fileSystem["kept"]));
        Assert.Equal(BpfPinError.OtherKind, Assert.Throws<BpfPinException>(() => BpfMap.OpenPinned(_fileSystem["kept"])).Reason);
    }

    [Fact]
    public void Map_with_a_pin_path_is_shared_by_loads()
    {
        string path = _fileSystem["shared/by/name"];
        using BpfObject first = Loaded(path);
        first.Maps["counters"].Update(BitConverter.GetBytes(Egress), new byte[] { 7, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0 });
        using BpfObject second = Loaded(path);
        Assert.Equal((7, 9), Read(second.Maps["counters"], Egress));
        second.Maps["counters"].Unpin();
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void Pin_path_outside_of_a_BPF_file_system_is_refused_and_nothing_is_made()
    {
        string path = Path.Combine(Path.GetTempPath(), Owner.NewName(), "map");
        using var counter = BpfObject.Open(BpfFixtures.Path("counter"));
        counter.Maps["counters"].PinPath = path;
        Assert.Equal(BpfPinError.NotBpfFs, Assert.Throws<BpfPinException>(counter.Load).Reason);
        Assert.False(Directory.Exists(Path.GetDirectoryName(path)));
    }

    private static BpfObject Loaded(string? pinPath = null)
    {
        var counter = BpfObject.Open(BpfFixtures.Path("counter"));
        counter.Maps["counters"].PinPath = pinPath;
        counter.Load();
        return counter;
    }

    private static (long Packets, long Bytes) Read(BpfMap counters, int direction)
    {
        byte[] value = counters.Lookup(BitConverter.GetBytes(direction));
        return (BitConverter.ToInt64(value, 0), BitConverter.ToInt64(value, sizeof(long)));
    }
}
