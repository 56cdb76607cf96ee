using LibBpfSharp.Interop;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Cgroups;

/// <summary>Each system call in turn fails once; whatever it was, nothing stays behind.</summary>
public sealed class CgroupFaultTests : IDisposable
{
    private const BpfAttachType Egress = BpfAttachType.CgroupInetEgress;

    private readonly TestCgroup _directory = TestCgroup.Create();
    private readonly TestBpfFs _fileSystem = TestBpfFs.Mount();

    public void Dispose()
    {
        _fileSystem.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void Linked_pinned_and_reopened() => FailEachCallOnce(kernel =>
    {
        using var cgroup = Cgroup.Open(_directory.Path, kernel);
        using BpfProgram program = TestProgram.Allow(kernel);
        using BpfProgram next = TestProgram.Allow(kernel);
        using CgroupLink link = cgroup.Attach(program, Egress);
        link.Pin(_fileSystem["made/for/link"]);
        try
        {
            using BpfLink again = BpfLink.OpenPinned(_fileSystem["made/for/link"], kernel);
            again.Update(next, expected: program);
            again.Detach();
        }
        finally
        {
            // A pin that stands is no leftover: the call that made it worked.
            BpfFs.Unpin(_fileSystem["made/for/link"]);
            Directory.Delete(_fileSystem["made/for"]);
            Directory.Delete(_fileSystem["made"]);
        }
    });

    [Fact]
    public void Attached_by_the_legacy_call_and_replaced() => FailEachCallOnce(kernel =>
    {
        using var cgroup = Cgroup.Open(_directory.Path, kernel);
        using BpfProgram program = TestProgram.Allow(kernel);
        using BpfProgram next = TestProgram.Allow(kernel);
        CgroupAttachment attachment = cgroup.AttachLegacy(program, Egress);
        try
        {
            attachment.Replace(next);
        }
        finally
        {
            DetachAtLast(attachment);
        }
    });

    private void FailEachCallOnce(Action<Kernel> scenario)
    {
        FailingKernel counting = FailingKernel.At(Kernel.Running, int.MaxValue, Errno.ENOMEM);
        scenario(counting);
        foreach (int call in FaultPoints.Of(counting.Calls))
        {
            FailingKernel failing = FailingKernel.At(Kernel.Running, call, Errno.ENOMEM);
            RecordingKernel recording = new(failing);
            Exception? failure = Record.Exception(() => scenario(recording));
            Assert.True(failure is null or BpfException { Errno: Errno.ENOMEM }, $"Call {call}: {failure}");
            Assert.Equal(1, failing.Failures);
            Assert.Equal(0, recording.OpenDescriptors);
            Assert.Empty(_fileSystem.Entries);
            using var cgroup = Cgroup.Open(_directory.Path);
            Eventually.True(() => cgroup.Query(Egress).Ids.Count == 0);
        }
    }

    private static void DetachAtLast(CgroupAttachment attachment)
    {
        using (attachment)
        {
            try
            {
                attachment.Detach();
            }
            catch (BpfException)
            {
                attachment.Detach();
            }
        }
    }
}
