using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Attach;

/// <summary>Numbers that no member of this library's enumerations has are refused before the kernel is asked; it would take some of them for something else.</summary>
public sealed class UndefinedValueTests
{
    private const TcDirection NoDirection = (TcDirection)77, Negative = (TcDirection)(-1);
    private const NetkitEnd NoEnd = (NetkitEnd)2;

    public UndefinedValueTests() => Requires.Root();

    [Fact]
    public void At_an_interface()
    {
        using TestNetwork network = TestNetwork.Enter();
        using BpfProgram classifier = TestProgram.Allow(BpfProgramType.SchedCls), xdp = TestProgram.Allow(BpfProgramType.Xdp);
        AssertRefused(
            () => classifier.AttachTcx("right", NoDirection),
            () => classifier.AttachTcxLegacy("right", Negative),
            () => classifier.AttachTc("right", NoDirection),
            () => classifier.AttachTcFilter("right", Negative),
            () => classifier.AttachNetkit("right", NoEnd),
            () => classifier.AttachNetkitLegacy("right", NoEnd),
            () => Tcx.Query("right", NoDirection),
            () => Clsact.Query("right", NoDirection),
            () => Netkit.Query("right", NoEnd));
        Assert.All<uint>([1, 3, 5, 16, uint.MaxValue], mode => AssertRefused(
            () => xdp.AttachXdp("right", new() { Mode = (XdpMode)mode }),
            () => xdp.AttachXdpByNetlink("right", new() { Mode = (XdpMode)mode, Overwrite = true })));
        Assert.Equal(XdpAttachedMode.None, Xdp.Query("right").Mode);
    }

    [Fact]
    public void At_a_cgroup()
    {
        using TestCgroup directory = TestCgroup.Create();
        using var cgroup = Cgroup.Open(directory.Path);
        using BpfProgram program = TestProgram.Allow();
        Assert.All<int>([-1, 3, 7, 8 | (int)CgroupAttachMode.AllowMulti], number =>
        {
            CgroupAttachMode mode = (CgroupAttachMode)number;
            AssertRefused(
                () => cgroup.AttachLegacy(program, BpfAttachType.CgroupInetEgress, new() { Mode = mode }),
                () => program.AttachCgroupLegacy(directory.Path, new() { AttachType = BpfAttachType.CgroupInetEgress, Mode = mode }),
                () => cgroup.AttachWithFallback(program, BpfAttachType.CgroupInetEgress, new() { LegacyMode = mode }),
                () => program.AttachCgroupWithFallback(directory.Path, new() { AttachType = BpfAttachType.CgroupInetEgress, LegacyMode = mode }));
        });
        Assert.Empty(cgroup.Query(BpfAttachType.CgroupInetEgress).Ids);
    }

    [Fact]
    public void At_a_probe()
    {
        using BpfProgram program = TestProgram.Allow(BpfProgramType.Kprobe);
        AssertRefused(
            () => program.AttachKprobe("vprintk", new() { Mode = (ProbeAttachMode)9 }),
            () => program.AttachUprobe("/proc/self/exe", 0x1000, new() { Mode = (ProbeAttachMode)(-1) }));
    }

    [Fact]
    public void Of_a_deployment()
    {
        using TestBpfFs fileSystem = TestBpfFs.Mount();
        string path = fileSystem["deployment"];
        AssertRefused(
            () => BpfDeployment.Open(path, new() { Mode = (BpfSwitchMode)9 }),
            () => BpfDeployment.Open(path, new() { Recovery = (BpfRecovery)(-1) }));
        Assert.False(Directory.Exists(path));
    }

    private static void AssertRefused(params Func<object>[] calls)
        => Assert.All(calls, call => Assert.IsType<ArgumentOutOfRangeException>(Record.Exception(() =>
        {
            object made = call();
            if (made is IDisposable attachment) attachment.Dispose();
        })));
}
