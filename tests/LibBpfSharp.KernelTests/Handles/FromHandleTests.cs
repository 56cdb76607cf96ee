using System.Globalization;
using System.Runtime.InteropServices;
using LibBpfSharp.Interop;
using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Handles;

/// <summary>Objects made of raw descriptors, as another library gives them.</summary>
public sealed class FromHandleTests : IDisposable
{
    private const BpfAttachType Egress = BpfAttachType.CgroupInetEgress;

    private readonly BpfMap _map = TestProgram.Counter();
    private readonly BpfProgram _program;
    private readonly TestCgroup _directory = TestCgroup.Create();
    private readonly CgroupLink _link;

    public FromHandleTests()
    {
        _program = TestProgram.Count(_map);
        _link = _program.AttachCgroup(_directory.Path, new() { AttachType = Egress });
    }

    public void Dispose()
    {
        _link.Dispose();
        _directory.Dispose();
        _program.Dispose();
        _map.Dispose();
    }

    [Fact]
    public void A_map_of_a_raw_descriptor_is_one_like_any_other()
    {
        int raw = Raw(_map.Handle);
        using (var map = BpfMap.FromHandle(new BpfMapHandle(raw, ownsHandle: true)))
        {
            map.AsArray<long>()[0] = 7;
            Assert.Equal((_map.Info.Id, BpfMapType.Array, raw), (map.Info.Id, map.Type, map.Handle.Descriptor));
        }

        Assert.Equal(7, TestProgram.ReadCounter(_map));
        Assert.False(IsOpen(raw));
    }

    [Fact]
    public void A_program_of_a_raw_descriptor_is_attached_like_any_other()
    {
        int raw = Raw(_program.Handle);
        using (var program = BpfProgram.FromHandle(new BpfProgramHandle(raw, ownsHandle: true)))
        {
            Assert.Equal((_program.Info.Id, BpfProgramType.CgroupSkb), (program.Info.Id, program.Type));
            using CgroupLink second = program.AttachCgroup(_directory.Path, new() { AttachType = Egress });
            _link.Update(program, expected: _program);
            Assert.Equal(_program.Info.Id, _link.ProgramId);
        }

        Assert.False(IsOpen(raw));
    }

    [Fact]
    public void A_link_of_a_raw_descriptor_keeps_the_attachment_that_it_owns()
    {
        int raw = Raw(_link.Handle);
        using (var link = BpfLink.FromHandle(new BpfLinkHandle(raw, ownsHandle: true)))
        {
            Assert.Equal(_link.Id, Assert.IsType<CgroupLink>(link).Id);
            _link.Dispose();
            Assert.Equal([_program.Info.Id], Attached());
        }

        Assert.False(IsOpen(raw));
        Assert.Empty(Attached());
    }

    [Fact]
    public void What_does_not_own_its_descriptor_leaves_it_open()
    {
        int map = _map.Handle.Descriptor, program = _program.Handle.Descriptor, link = _link.Handle.Descriptor;
        BpfMap.FromHandle(new BpfMapHandle(map, ownsHandle: false)).Dispose();
        BpfProgram.FromHandle(new BpfProgramHandle(program, ownsHandle: false)).Dispose();
        int rooted = LinkRoots.Count;
        var borrowed = BpfLink.FromHandle(new BpfLinkHandle(link, ownsHandle: false));
        Assert.Equal(rooted, LinkRoots.Count);
        borrowed.Dispose();
        Assert.Throws<ObjectDisposedException>(() => borrowed.Id);
        Assert.All([map, program, link], descriptor => Assert.True(IsOpen(descriptor)));
        Assert.Equal([_program.Info.Id], Attached());
    }

    [Fact]
    public void Another_kind_of_descriptor_is_refused_by_name_and_stays_the_callers()
    {
        using FileStream file = File.OpenRead("/etc/passwd");
        using var cgroup = Cgroup.Open(_directory.Path);
        (int Raw, string Says)[] maps = [(Raw(_program.Handle), "a program"), (Raw(_link.Handle), "a link"), (Raw(file.SafeFileHandle), "'/etc/passwd'"), (Raw(cgroup.Handle), _directory.Path)];
        AssertRefused(maps, "no map", raw => new BpfMapHandle(raw, ownsHandle: true), BpfMap.FromHandle);
        (int Raw, string Says)[] programs = [(Raw(_map.Handle), "a map"), (Raw(_link.Handle), "a link"), (Raw(file.SafeFileHandle), "'/etc/passwd'")];
        AssertRefused(programs, "no program", raw => new BpfProgramHandle(raw, ownsHandle: true), BpfProgram.FromHandle);
        (int Raw, string Says)[] links = [(Raw(_map.Handle), "a map"), (Raw(_program.Handle), "a program"), (Raw(file.SafeFileHandle), "'/etc/passwd'")];
        AssertRefused(links, "no link", raw => new BpfLinkHandle(raw, ownsHandle: true), BpfLink.FromHandle);
    }

    [Fact]
    public void A_descriptor_that_is_not_open_is_refused()
    {
        const int Closed = 1_000_000;
        Assert.Contains("is no map: it is not open", Assert.Throws<ArgumentException>(() => BpfMap.FromHandle(new BpfMapHandle(Closed, ownsHandle: false))).Message, StringComparison.Ordinal);
        Assert.Contains("is no link: it is not open", Assert.Throws<ArgumentException>(() => BpfLink.FromHandle(new BpfLinkHandle(Closed, ownsHandle: false))).Message, StringComparison.Ordinal);
        Assert.Contains("holds no descriptor", Assert.Throws<ArgumentException>(() => BpfProgram.FromHandle(new BpfProgramHandle(-1, ownsHandle: true))).Message, StringComparison.Ordinal);

        BpfMapHandle disposed = new(Raw(_map.Handle), ownsHandle: true);
        disposed.Dispose();
        Assert.Throws<ObjectDisposedException>(() => BpfMap.FromHandle(disposed));
        Assert.Throws<ArgumentNullException>(() => BpfMap.FromHandle(null!));
    }

    [Fact]
    public void A_descriptor_below_3_is_duplicated_and_left_to_its_owner()
    {
        const int StandardInput = 0;
        using BpfMapHandle handle = new(StandardInput, ownsHandle: false);
        int copy = handle.Descriptor;
        Assert.True(copy > 2);
        handle.Dispose();
        Assert.True(IsOpen(StandardInput));
        Assert.False(IsOpen(copy));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BpfMapHandle(nint.MaxValue, ownsHandle: false));
    }

    [Fact]
    public void Type_information_and_a_process_are_read_by_raw_descriptors_too()
    {
        using BpfObject bpf = BpfObject.Open(TestSupport.BpfFixtures.Path("counter"));
        bpf.Load();
        using BtfHandle types = new(Raw(bpf.BtfHandle!), ownsHandle: true);
        Assert.Equal(BtfObjectInfo.Read(bpf.BtfHandle!).Id, BtfObjectInfo.Read(types).Id);

        using PidHandle process = PidHandle.OpenProcess(Environment.ProcessId);
        int raw = Raw(process);
        using (PidHandle same = new(raw, ownsHandle: true)) Assert.False(same.IsInvalid);
        Assert.False(IsOpen(raw));
    }

    private static void AssertRefused<T>((int Raw, string Says)[] cases, string kind, Func<int, T> handleOf, Func<T, IDisposable> objectOf)
        where T : BpfHandle
    {
        foreach ((int raw, string says) in cases)
        {
            using T handle = handleOf(raw);
            ArgumentException refused = Assert.Throws<ArgumentException>(() => objectOf(handle));
            Assert.Contains($"{kind}: it is ", refused.Message, StringComparison.Ordinal);
            Assert.Contains(says, refused.Message, StringComparison.Ordinal);
            Assert.True(IsOpen(raw));
        }
    }

    /// <summary>A second descriptor that nobody owns yet.</summary>
    private static int Raw(SafeHandle handle) => (int)Kernel.Running.Duplicate(handle.DangerousGetHandle());

    private static bool IsOpen(int descriptor) => new FileInfo(string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{descriptor}")).LinkTarget is not null;

    private IReadOnlyList<uint> Attached()
    {
        using var cgroup = Cgroup.Open(_directory.Path);
        return cgroup.Query(Egress).Ids;
    }
}
