using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Objects;

/// <summary>Loads of programs that are verified against a target: a kernel function, a hook, an iterator, another program.</summary>
public sealed class TargetTests
{
    public TargetTests() => Requires.Root();

    [Theory]
    [InlineData("on_entry", BpfProgramType.Tracing, true)]
    [InlineData("on_exit", BpfProgramType.Tracing, true)]
    [InlineData("on_return", BpfProgramType.Tracing, true)]
    [InlineData("on_switch", BpfProgramType.Tracing, true)]
    [InlineData("on_task", BpfProgramType.Tracing, true)]
    [InlineData("on_open", BpfProgramType.Lsm, true)]
    [InlineData("on_exec", BpfProgramType.Lsm, true)]
    [InlineData("on_read", BpfProgramType.Kprobe, false)]
    public void A_program_is_verified_against_its_target(string program, BpfProgramType type, bool hasTarget)
    {
        using BpfObject bpf = Only(program);
        Requires.NotRefused(bpf.Load);
        BpfProgramInfo info = bpf.Programs[program].Info;
        Assert.Equal(type, info.Type);
        if (Requires.Running >= new Version(6, 0)) Assert.Equal(hasTarget, info.AttachBtfId != 0); // older ones do not tell
    }

    [Theory]
    [InlineData("replacement", BpfProgramType.Ext)]
    [InlineData("on_entry", BpfProgramType.Tracing)]
    public void Another_program_can_be_the_target(string program, BpfProgramType type)
    {
        using var other = BpfObject.Open(BpfFixtures.Path("replaceable"));
        other.Load();
        using BpfObject bpf = Only(program);
        bpf.Programs[program].AttachProgram = other.Programs["call"];
        bpf.Programs[program].AttachTarget = "replaceable";
        Requires.NotRefused(bpf.Load);
        BpfProgramInfo info = bpf.Programs[program].Info;
        Assert.Equal(type, info.Type);
        if (Requires.Running >= new Version(6, 0)) Assert.Equal(other.Programs["call"].Info.BtfId, info.AttachBtfObjectId);
    }

    [Fact]
    public void A_target_that_is_missing_is_named()
    {
        using BpfObject bpf = Only("on_entry");
        bpf.Programs["on_entry"].AttachTarget = "lbs_missing";
        Assert.Contains("lbs_missing", Assert.ThrowsAny<BpfException>(bpf.Load).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_congestion_control_is_loaded()
    {
        Requires.ProgramType(BpfProgramType.StructOps);
        using var bpf = BpfObject.Open(BpfFixtures.Path("congestion"));
        bpf.Load();
        Assert.Equal(BpfMapType.StructOps, bpf.Maps["lbs_control"].Info.Type);
        Assert.All(bpf.Programs, program => Assert.Equal(BpfProgramType.StructOps, program.Info.Type));
    }

    [Fact]
    public void Members_are_read_where_this_kernel_has_them()
    {
        using BpfObject bpf = Only("relocate");
        bpf.Load();
        TestRun.WithoutInput(bpf.Programs["relocate"]);
        int tgid = bpf.Variables["current_tgid"].Get<int>();
        Assert.True(tgid > 0);
        Assert.Equal(tgid, bpf.Variables["relocated_tgid"].Get<int>());
        Assert.Equal(0, bpf.Variables["has_member"].Get<int>());
    }

    private static BpfObject Only(string program)
    {
        var bpf = BpfObject.Open(BpfFixtures.Path("targets"));
        foreach (BpfProgram other in bpf.Programs) other.AutoLoad = other.Name == program;
        return bpf;
    }
}
