using LibBpfSharp.Interop;
using LibBpfSharp.TestSupport;
using static LibBpfSharp.Tests.Loading.LoadingKernel;

namespace LibBpfSharp.Tests.Loading;

/// <summary>What older kernels refuse is taken back, one thing at a time, and only once it is refused.</summary>
public sealed class DegradeTests
{
    [Fact]
    public void An_optional_attach_type_is_left_out_where_it_is_refused()
    {
        RecordingKernel kernel = new(Fake(attributes => attributes.ExpectedAttachType != 0 ? -(nint)Errno.EINVAL : 0));
        using BpfObject bpf = Open("counter", kernel);
        bpf.Programs["count_ingress"].AutoLoad = false;
        bpf.Load();
        Assert.Equal(
            [BpfAttachType.CgroupInetEgress, BpfAttachType.CgroupInetEgress, (BpfAttachType)0],
            kernel.Of(BpfCommand.ProgLoad).Select(call => call.Attributes<ProgramLoadAttr>().ExpectedAttachType));
        Assert.Equal(BpfAttachType.CgroupInetEgress, bpf.Programs["count_egress"].ExpectedAttachType);
    }

    [Fact]
    public void Names_are_left_out_where_they_are_refused()
    {
        RecordingKernel kernel = new(new ScriptedKernel(RefuseNames));
        using BpfObject bpf = Open("counter", kernel);
        bpf.Load();
        Assert.Equal("", kernel.Of(BpfCommand.MapCreate)[^1].Attributes<MapCreateAttr>().MapName.ToString());
        Assert.True(kernel.Of(BpfCommand.MapCreate)[^1].Attributes<MapCreateAttr>().BtfFd > 0);
        Assert.Equal("", kernel.Of(BpfCommand.ProgLoad)[^1].Attributes<ProgramLoadAttr>().ProgName.ToString());
    }

    [Fact]
    public void A_section_that_cannot_be_mapped_is_created_unmappable_with_its_types()
    {
        RecordingKernel kernel = new(new ScriptedKernel(RefuseMappable));
        using BpfObject bpf = Open("globals", kernel);
        bpf.Load();
        Assert.All(bpf.Maps, map => Assert.False(map.Flags.HasFlag(BpfMapFlags.Mmapable)));
        MapCreateAttr[] made = [.. kernel.Of(BpfCommand.MapCreate).Where(call => call.Result > 0).Select(call => call.Attributes<MapCreateAttr>())];
        Assert.Equal(bpf.Maps.Count, made.Length);
        Assert.All(made, map => Assert.True(map.BtfValueTypeId > 0));
        _ = bpf.Variables["seen"].Get<ulong>();
        Assert.DoesNotContain(kernel.Calls, call => call.Call is SystemCall.Mmap);
    }

    [Fact]
    public void Records_longer_than_the_kernels_are_cleared_at_their_end()
    {
        RecordingKernel kernel = new(new ScriptedKernel(RefuseLongRecords));
        using BpfObject bpf = Open("counter", kernel);
        bpf.Programs["count_ingress"].AutoLoad = false;
        bpf.Load();
        ProgramLoadAttr loaded = kernel.Of(BpfCommand.ProgLoad)[^1].Attributes<ProgramLoadAttr>();
        Assert.Equal((16u, 8u, "count_egress"), (loaded.LineInfoRecSize, loaded.FuncInfoRecSize, loaded.ProgName.ToString()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Locked_memory_is_raised_only_where_a_probe_shows_that_it_counts(bool hasCgroupAccounting)
    {
        bool isRaised = false;
        RecordingKernel kernel = new(new ScriptedKernel((call, command, attributes, size) =>
        {
            if (call is SystemCall.Prlimit64) isRaised = true;
            if (call is not SystemCall.Bpf) return 0;
            if ((BpfCommand)command is BpfCommand.MapCreate && !isRaised) return -(nint)Errno.EPERM;
            return (BpfCommand)command is BpfCommand.ProgLoad && !hasCgroupAccounting && !isRaised ? -(nint)Errno.EINVAL : Accept((BpfCommand)command);
        }));
        using BpfObject bpf = Open("counter", kernel);
        if (hasCgroupAccounting) Assert.Throws<BpfPermissionException>(bpf.Load);
        else bpf.Load();
        Assert.Equal(hasCgroupAccounting ? 0 : 1, kernel.Calls.Count(call => call.Call is SystemCall.Prlimit64));
    }

    [Fact]
    public void Locked_memory_that_runs_out_between_two_attempts_does_not_hide_the_verdict()
    {
        bool isRaised = false;
        int loads = 0;
        RecordingKernel kernel = new(new ScriptedKernel((call, command, attributes, size) =>
        {
            if (call is SystemCall.Prlimit64) isRaised = true;
            if (call is not SystemCall.Bpf || (BpfCommand)command is not BpfCommand.ProgLoad) return call is SystemCall.Bpf ? Accept((BpfCommand)command) : 0;
            return -(nint)(++loads == 1 || isRaised ? Errno.E2BIG : Errno.EPERM);
        }));
        using BpfObject bpf = Open("counter", kernel);
        Assert.Equal(Errno.E2BIG, Assert.ThrowsAny<BpfException>(bpf.Load).Errno);
    }

    [Fact]
    public void A_map_of_devices_says_EINVAL_where_it_lacks_locked_memory()
    {
        bool isRaised = false;
        RecordingKernel kernel = new(new ScriptedKernel((call, command, attributes, size) =>
        {
            if (call is SystemCall.Prlimit64) isRaised = true;
            if (call is not SystemCall.Bpf) return 0;
            return (BpfCommand)command is BpfCommand.MapCreate or BpfCommand.ProgLoad && !isRaised ? -(nint)Errno.EINVAL : Accept((BpfCommand)command);
        }));
        using BpfObject bpf = Open("counter", kernel);
        (bpf.Maps["counters"].Type, bpf.Maps["counters"].ValueSize) = (BpfMapType.Devmap, 8);
        bpf.Load();
        Assert.True(isRaised);
    }

    private int _next = 10;

    private nint Accept(BpfCommand command) => command is BpfCommand.MapCreate or BpfCommand.BtfLoad or BpfCommand.ProgLoad ? _next++ : 0;

    private unsafe nint RefuseNames(SystemCall call, nint command, nint attributes, nint size) => call is not SystemCall.Bpf ? 0 : (BpfCommand)command switch
    {
        BpfCommand.MapCreate when ((MapCreateAttr*)attributes)->MapName[0] != 0 => -(nint)Errno.E2BIG,
        BpfCommand.ProgLoad when ((ProgramLoadAttr*)attributes)->ProgName[0] != 0 => -(nint)Errno.E2BIG,
        BpfCommand known => Accept(known),
    };

    private unsafe nint RefuseMappable(SystemCall call, nint command, nint attributes, nint size) => call is not SystemCall.Bpf ? 0 : (BpfCommand)command switch
    {
        BpfCommand.MapCreate when ((MapCreateAttr*)attributes)->MapFlags.HasFlag(BpfMapFlags.Mmapable) => -(nint)Errno.EINVAL,
        BpfCommand known => Accept(known),
    };

    /// <summary>A kernel whose line records have 12 bytes, so that the column stays unknown to it.</summary>
    private unsafe nint RefuseLongRecords(SystemCall call, nint command, nint attributes, nint size)
    {
        if (call is not SystemCall.Bpf) return 0;
        if ((BpfCommand)command is not BpfCommand.ProgLoad) return Accept((BpfCommand)command);
        ProgramLoadAttr* program = (ProgramLoadAttr*)attributes;
        uint* words = (uint*)program->LineInfo;
        for (uint i = 0; i < program->LineInfoCnt; i++)
        {
            if (words[(i * 4) + 3] == 0) continue;
            program->LineInfoRecSize = 12;
            return -(nint)Errno.E2BIG;
        }

        return Accept(BpfCommand.ProgLoad);
    }
}
