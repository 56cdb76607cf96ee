using LibBpfSharp.Interop;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.Tests.Kernels;

public sealed unsafe class TestKernelTests
{
    [Fact]
    public void The_nth_call_fails_and_never_reaches_the_kernel()
    {
        RecordingKernel below = new(new ScriptedKernel((_, _, _, _) => 7));
        FailingKernel kernel = FailingKernel.At(below, 2, Errno.ENOMEM);
        Assert.Equal([7, -(nint)Errno.ENOMEM, 7], [kernel.Invoke(SystemCall.OpenAt), kernel.Invoke(SystemCall.OpenAt), kernel.Invoke(SystemCall.OpenAt)]);
        Assert.Equal((3, 1), (kernel.Calls, kernel.Failures));
        Assert.Equal(2, below.Calls.Count);
    }

    [Fact]
    public void A_rule_for_one_command_leaves_the_others_alone()
    {
        FailingKernel kernel = FailingKernel.At(new ScriptedKernel((_, _, _, _) => 0), BpfCommand.MapFreeze, Errno.EBUSY);
        MapElementAttr attributes = default;
        Assert.Equal(0, kernel.Bpf(BpfCommand.MapLookupElem, ref attributes));
        Assert.Equal(-(nint)Errno.EBUSY, kernel.Bpf(BpfCommand.MapFreeze, ref attributes));
    }

    [Fact]
    public void A_failing_close_still_closes()
    {
        RecordingKernel below = new(new ScriptedKernel((call, _, _, _) => call == SystemCall.OpenAt ? 7 : 0));
        FailingKernel kernel = FailingKernel.At(below, 2, Errno.EIO);
        kernel.Invoke(SystemCall.OpenAt);
        Assert.Equal(-(nint)Errno.EIO, kernel.Invoke(SystemCall.Close, 7));
        Assert.Equal(0, below.OpenDescriptors);
    }

    [Fact]
    public void A_recording_replays_its_answers_attributes_and_outputs()
    {
        RecordingKernel recorder = new(new ScriptedKernel(AnswerAsAKernelWould));
        long first = Use(recorder);
        Assert.Equal(0, recorder.OpenDescriptors);

        ReplayKernel replay = new(recorder.Calls);
        Assert.Equal(first, Use(replay));
        Assert.True(replay.IsAtEnd);
    }

    [Fact]
    public void A_replay_refuses_what_was_not_recorded()
    {
        RecordingKernel recorder = new(new ScriptedKernel(AnswerAsAKernelWould));
        Use(recorder);
        uint id = 0;
        Assert.Throws<InvalidOperationException>(() => new ReplayKernel(recorder.Calls).NextId(BpfCommand.ProgGetNextId, ref id));
        Assert.Throws<InvalidOperationException>(() => new ReplayKernel([]).Invoke(SystemCall.Close, 3));
    }

    private static long Use(Kernel kernel)
    {
        MapCreateAttr attributes = new() { MapType = BpfMapType.Hash, KeySize = 4, ValueSize = 8, MaxEntries = 1 };
        Assert.Equal(0, kernel.MapCreate(ref attributes, out BpfMapHandle map));
        long value = 0;
        Assert.Equal(0, map.MapLookup(stackalloc byte[4], new Span<byte>(&value, 8)));
        uint id = 5;
        Assert.Equal(0, kernel.NextId(BpfCommand.MapGetNextId, ref id));
        map.Dispose();
        return value + id;
    }

    private static nint AnswerAsAKernelWould(SystemCall call, nint a, nint b, nint c)
    {
        switch (RecordedCall.CommandOf(call, a))
        {
            case BpfCommand.MapCreate: return 30;
            case BpfCommand.MapLookupElem: *(long*)((MapElementAttr*)b)->Value = 4_000; return 0;
            case BpfCommand.MapGetNextId: ((ObjectIdAttr*)b)->NextId = 77; return 0;
            default: return 0;
        }
    }
}
