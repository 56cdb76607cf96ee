using LibBpfSharp.Interop;
using LibBpfSharp.TestSupport;
using LibBpfSharp.Tests.Seam;

namespace LibBpfSharp.Tests.Attach;

/// <summary>Records of what outlives this process, in a folder of a test's kernel.</summary>
public sealed class OwnerRecordsTests
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly FileKernel _kernel = TestMachine.Create();
    private readonly RecordedCgroupProgram _first = new("/sys/fs/cgroup/a", 7, BpfAttachType.CgroupInetEgress, 9);
    private readonly RecordedCgroupProgram _second = new("/sys/fs/cgroup/b", 8, BpfAttachType.CgroupInetIngress, 10);

    private string Own => $"{OwnerRecords.Folder}/{OwnerIdentity.OfThis(_kernel)}";

    [Fact]
    public void A_record_is_there_until_it_is_taken_back()
    {
        OwnerRecord first = OwnerRecords.Add(_kernel, _first), second = OwnerRecords.Add(_kernel, _second);
        Assert.Equal([_first, _second], RecordFile.Read(_kernel, Own));
        Assert.Equal([(Own, OwnerIdentity.OfThis(_kernel))], OwnerRecords.Files(_kernel));
        first.Remove();
        Assert.Equal([_second], RecordFile.Read(_kernel, Own));
        second.Remove();
        Assert.Equal(FileKind.None, _kernel.Kind(Own));
        Assert.Empty(RecordFile.Read(_kernel, Own));
    }

    [Theory]
    [InlineData(nameof(SystemCall.OpenAt))]
    [InlineData(nameof(SystemCall.Write))]
    [InlineData(nameof(SystemCall.RenameAt2))]
    public void Where_the_record_cannot_be_written_the_former_one_stays_whole(string call)
    {
        OwnerRecord first = OwnerRecords.Add(_kernel, _first);
        _kernel.Refuse(Own + ".new", Enum.Parse<SystemCall>(call), Errno.ENOSPC, times: 1);
        OwnerRecord second = OwnerRecords.Add(_kernel, _second);
        Assert.Equal([_first], RecordFile.Read(_kernel, Own));
        Assert.Equal(FileKind.None, _kernel.Kind(Own + ".new"));
        second.Remove();
        first.Remove();
        Assert.Equal(0, _kernel.OpenDescriptors);
    }

    [Fact]
    public void Only_regular_files_of_a_folder_that_others_cannot_write_are_records()
    {
        _kernel.AddNode(OwnerRecords.Folder, FileKind.Directory, OwnerOnly);
        _kernel[Own] = _first.ToLine() + "\n";
        _kernel.AddNode($"{OwnerRecords.Folder}/00000000_1_2_3", FileKind.Fifo).AddLink($"{OwnerRecords.Folder}/00000000_1_2_4", "/etc/passwd");
        Assert.Equal(Own, Assert.Single(OwnerRecords.Files(_kernel)).Path);
        _kernel.AddNode(OwnerRecords.Folder, FileKind.Directory, OwnerOnly | UnixFileMode.GroupWrite);
        Assert.Empty(OwnerRecords.Files(_kernel));
    }

    [Fact]
    public void A_record_that_cannot_be_read_is_not_an_empty_one()
    {
        _kernel[Own] = _first.ToLine() + "\n";
        _kernel.Refuse(Own, SystemCall.Read, Errno.EIO);
        Assert.Equal(Errno.EIO, Assert.Throws<BpfException>(() => RecordFile.Read(_kernel, Own)).Errno);
    }
}
