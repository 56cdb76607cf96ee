using LibBpfSharp.Interop;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Objects;

/// <summary>Open, load, attach, pin, dispose leaves descriptors, pins and the cgroup's programs as they were.</summary>
public sealed class ObjectLeakTests : IDisposable
{
    private readonly TestCgroup _directory = TestCgroup.Create();
    private readonly TestBpfFs _fileSystem = TestBpfFs.Mount();
    private readonly BpfObjectSpec _spec = BpfObjectSpec.Open(BpfFixtures.Path("counter"));

    public void Dispose()
    {
        _fileSystem.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void Thousand_rounds_leave_nothing()
    {
        const int Rounds = 1_000;
        RecordingKernel first = new(Kernel.Running);
        Round(first);
        int before = OpenDescriptors.Count();
        for (int round = 0; round < Rounds; round++) Round(Kernel.Running);
        Assert.Equal(before, OpenDescriptors.Count());
        CheckNothingStays(first);
    }

    [Fact]
    public void Each_failing_call_leaves_nothing()
    {
        FailingKernel counting = FailingKernel.At(Kernel.Running, int.MaxValue, Errno.ENOMEM);
        Round(counting);
        foreach (int call in FaultPoints.Of(counting.Calls))
        {
            FailingKernel failing = FailingKernel.At(Kernel.Running, call, Errno.ENOMEM);
            RecordingKernel recording = new(failing);
            Exception? failure = Record.Exception(() => Round(recording));
            Assert.True(failure is null or BpfException { Errno: Errno.ENOMEM }, $"Call {call}: {failure}");
            Assert.Equal(1, failing.Failures);
            CheckNothingStays(recording);
        }
    }

    private void Round(Kernel kernel)
    {
        string mapPin = _fileSystem["made/map"];
        using var counter = BpfObject.Open(_spec, new() { Kernel = kernel });
        counter.Maps["counters"].PinPath = mapPin;
        counter.Load();
        try
        {
            using CgroupLink egress = counter.Programs["count_egress"].AttachCgroup(_directory.Path);
            using CgroupLink ingress = counter.Programs["count_ingress"].AttachCgroup(_directory.Path);
        }
        finally
        {
            // The load succeeded, so its pin is there to stay until it is removed.
            BpfFs.Unpin(mapPin);
            Directory.Delete(_fileSystem["made"]);
        }
    }

    private void CheckNothingStays(RecordingKernel kernel)
    {
        Assert.Equal(0, kernel.OpenDescriptors);
        Assert.Empty(_fileSystem.Entries);
        using var cgroup = Cgroup.Open(_directory.Path);
        Assert.Empty(cgroup.Query(BpfAttachType.CgroupInetEgress).Ids);
        Assert.Empty(cgroup.Query(BpfAttachType.CgroupInetIngress).Ids);
    }
}
