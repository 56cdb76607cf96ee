using LibBpfSharp.Interop;
using LibBpfSharp.TestSupport;
using LibBpfSharp.Tests.Rights;

namespace LibBpfSharp.Tests.Interop;

public sealed unsafe class ObjectIdsTests
{
    private readonly List<uint> _present = [3, 4, 8];

    [Fact]
    public void A_walk_leaves_out_what_vanishes_and_closes_what_it_opens()
    {
        RecordingKernel kernel = new(new ScriptedKernel(Answer));
        List<uint> found = [];
        foreach (BpfMapInfo map in ObjectIds.Maps(kernel))
        {
            found.Add(map.Id);
            _vanished = 4;
        }

        Assert.Equal([3u, 8u], found);
        Assert.Equal(0, kernel.OpenDescriptors);
    }

    [Fact]
    public void A_walk_that_may_not_be_made_names_the_capability()
    {
        Kernel kernel = new RefusingMachine().Hold(0).Refuse(BpfCommand.MapGetNextId).Kernel;
        BpfPermissionException exception = Assert.Throws<BpfPermissionException>(() => ObjectIds.Maps(kernel).Count());
        Assert.Equal(("CAP_SYS_ADMIN", Errno.EPERM), (exception.MissingCapability, exception.Errno));
    }

    [Fact]
    public void Opening_what_is_not_there_says_so()
    {
        BpfException exception = Assert.Throws<BpfException>(() => ObjectIds.OpenMap(new ScriptedKernel(Answer), 77));
        Assert.Equal(Errno.ENOENT, exception.Errno);
        Assert.StartsWith("There is no map 77", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_to_tell_closes_the_descriptor()
    {
        RecordingKernel kernel = new(FailingKernel.At(new ScriptedKernel(Answer), BpfCommand.ObjGetInfoByFd, Errno.EFAULT, nth: 2));
        Assert.Equal(Errno.EFAULT, Assert.Throws<BpfException>(() => ObjectIds.Maps(kernel).Count()).Errno);
        Assert.Equal(0, kernel.OpenDescriptors);
    }

    [Fact]
    public void A_variable_part_is_asked_again_when_it_has_grown()
    {
        int there = 2;
        uint[] read = InfoReading.ReadVariable<uint>((buffer, room) =>
        {
            if (room >= 2) there = 3;
            for (int i = 0; i < Math.Min(room, there); i++) ((uint*)buffer)[i] = (uint)i + 1;
            return there;
        });
        Assert.Equal([1u, 2u, 3u], read);
    }

    private uint? _vanished;

    private nint Answer(SystemCall call, nint a, nint b, nint c)
    {
        ObjectIdAttr* id = (ObjectIdAttr*)b;
        switch (RecordedCall.CommandOf(call, a))
        {
            case BpfCommand.MapGetNextId:
                uint next = _present.FirstOrDefault(present => present > id->StartId);
                id->NextId = next;
                return next == 0 ? -(nint)Errno.ENOENT : 0;
            case BpfCommand.MapGetFdById:
                return id->StartId == _vanished || !_present.Contains(id->StartId) ? -(nint)Errno.ENOENT : (nint)id->StartId + 100;
            case BpfCommand.ObjGetInfoByFd:
                ObjectInfoAttr* info = (ObjectInfoAttr*)b;
                ((MapInfo*)info->Info)->Id = (uint)info->BpfFd - 100;
                return 0;
            default:
                return 0;
        }
    }
}
