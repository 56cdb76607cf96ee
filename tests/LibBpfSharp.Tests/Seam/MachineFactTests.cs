using LibBpfSharp.Interop;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.Tests.Seam;

/// <summary>What the library learns from the kernel's files, the test's kernel tells it, and each way in which a file can fail is told apart.</summary>
public sealed class MachineFactTests
{
    public static TheoryData<string> Names => [.. MachineFact.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_kernel_that_is_given_answers(string name) => AssertLearnt(name, _ => { });

    [Theory]
    [MemberData(nameof(Names))]
    public void Reads_that_end_early_go_on(string name)
    {
        AssertLearnt(name, machine => machine.MostBytes = 1);
        AssertLearnt(name, machine => machine.MostBytes = 7);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_a_signal_interrupts_is_done_again(string name)
    {
        foreach (SystemCall call in (SystemCall[])[SystemCall.OpenAt, SystemCall.Read, SystemCall.ReadLinkAt, SystemCall.GetDents64, SystemCall.Statx, SystemCall.StatFs])
            AssertLearnt(name, machine => machine.Refuse(MachineFact.All[name].Path, call, Errno.EINTR, times: 3));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_file_that_is_not_there_is_told_from_one_that_may_not_be_read_and_one_that_cannot(string name)
    {
        MachineFact fact = MachineFact.All[name];
        AssertFails(fact, SystemCall.OpenAt, Errno.ENOENT, fact.Without);
        AssertFails(fact, SystemCall.OpenAt, Errno.EACCES, fact.Hidden);
        AssertFails(fact, SystemCall.OpenAt, Errno.EMFILE, fact.Broken);
        AssertFails(fact, SystemCall.Read, Errno.EIO, fact.Broken);
        AssertFails(fact, SystemCall.Read, Errno.EINTR, fact.Broken); // always: it is given up at last
    }

    private static void AssertLearnt(string name, Action<FileKernel> prepare)
    {
        FileKernel machine = TestMachine.Create();
        prepare(machine);
        Assert.Equal(MachineFact.All[name].Expected, MachineFact.All[name].Read(machine));
        Assert.Equal(0, machine.OpenDescriptors);
    }

    private static void AssertFails(MachineFact fact, SystemCall call, Errno errno, string? otherwise)
    {
        FileKernel machine = TestMachine.Create().Refuse(fact.Path, call, errno);
        if (otherwise is not null)
        {
            Assert.Equal(otherwise, fact.Read(machine));
        }
        else
        {
            BpfException failure = Assert.ThrowsAny<BpfException>(() => fact.Read(machine));
            Assert.Equal(errno, failure.Errno);
        }

        Assert.Equal(0, machine.OpenDescriptors);
    }
}
