using LibBpfSharp.Instructions;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Objects;

/// <summary>Settings made before the load, as the kernel sees them.</summary>
public sealed class LoadSettingTests
{
    public LoadSettingTests() => Requires.Root();

    [Fact]
    public void A_resized_section_keeps_its_types_and_its_array_is_usable()
    {
        using BpfObject bpf = Open("resize");
        bpf.Maps[".data.table"].ValueSize = 8 + (4 * 16);
        bpf.Variables["table_length"].Set(16u);
        bpf.Variables["table"].SetBytes([.. Enumerable.Range(1, 16).SelectMany(BitConverter.GetBytes)]);
        bpf.Load();
        Assert.Equal(136u, TestRun.Once(bpf.Programs["sum"]));
        Assert.Equal(1ul, bpf.Variables["table_calls"].Get<ulong>());
        BpfMapInfo info = bpf.Maps[".data.table"].Info;
        Assert.Equal((72, true), (info.ValueSize, info.BtfValueTypeId > 0));
    }

    [Fact]
    public void A_section_without_an_array_loses_its_types_when_resized()
    {
        using BpfObject bpf = Open("resize");
        bpf.Maps[".data.plain"].ValueSize = 64;
        bpf.Load();
        Assert.Equal((64, 0u), (bpf.Maps[".data.plain"].Info.ValueSize, bpf.Maps[".data.plain"].Info.BtfValueTypeId));
    }

    [Fact]
    public void Instructions_can_be_replaced_before_the_load_and_changed_after_the_preparation()
    {
        using BpfObject bpf = Open("resize");
        bpf.Programs["sum"].Instructions = new BpfInstruction[] { new(BpfOpcode.MoveImmediate, immediate: 77), new(BpfOpcode.Exit) };
        bpf.Prepare();
        BpfInstruction[] code = bpf.Programs["other"].Instructions.ToArray();
        int added = Array.FindIndex(code, i => i.Immediate == 1 && i.Opcode != BpfOpcode.LoadImmediate64);
        code[added] = code[added] with { Immediate = 5 };
        bpf.Programs["other"].Instructions = code;
        bpf.Load();
        Assert.Equal(77u, TestRun.Once(bpf.Programs["sum"]));
        Assert.Equal(5u, TestRun.Once(bpf.Programs["other"]));
    }

    [Fact]
    public void A_clone_is_a_program_of_its_own_on_the_same_maps()
    {
        using BpfObject bpf = Open("resize");
        bpf.Variables["table"].Set(7u);
        bpf.Prepare();
        using BpfProgram clone = bpf.Programs["sum"].Clone(new() { LogLevel = BpfLogLevel.Basic });
        bpf.Load();
        Assert.NotEqual(bpf.Programs["sum"].Info.Id, clone.Info.Id);
        Assert.Equal(bpf.Programs["sum"].Info.MapIds.Order(), clone.Info.MapIds.Order());
        Assert.Contains("processed ", clone.Log.Text, StringComparison.Ordinal);
        Assert.Equal((7u, 7u), (TestRun.Once(bpf.Programs["sum"]), TestRun.Once(clone)));
        Assert.Equal(2ul, bpf.Variables["table_calls"].Get<ulong>());
    }

    [Fact]
    public void An_exclusive_map_takes_its_program_and_no_other()
    {
        Requires.Kernel(6, 18, "maps for one program alone");
        using (BpfObject bpf = Open("resize"))
        {
            bpf.Programs["other"].AutoLoad = false;
            bpf.Maps[".data.plain"].ExclusiveProgram = bpf.Programs["sum"];
            bpf.Maps[".data.table"].ExclusiveProgram = bpf.Programs["sum"];
            bpf.Load();
            Assert.Equal(0u, TestRun.Once(bpf.Programs["sum"]));
        }

        using BpfObject shared = Open("resize");
        shared.Maps[".data.plain"].ExclusiveProgram = shared.Programs["sum"];
        BpfException refusal = Assert.ThrowsAny<BpfException>(shared.Load);
        Assert.Contains("other", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_map_of_an_unknown_device_is_refused()
    {
        using BpfObject bpf = Open("counter");
        bpf.Maps["counters"].Interface = int.MaxValue;
        Assert.Equal(Errno.EINVAL, Assert.ThrowsAny<BpfException>(bpf.Load).Errno);

        bpf.Maps["counters"].Interface = "no-such-device";
        BpfException refusal = Assert.ThrowsAny<BpfException>(bpf.Load);
        Assert.Equal(Errno.ENODEV, refusal.Errno);
        Assert.StartsWith("There is no interface 'no-such-device'", refusal.Message, StringComparison.Ordinal);
    }

    private static BpfObject Open(string fixture) => BpfObject.Open(BpfFixtures.Path(fixture));
}
