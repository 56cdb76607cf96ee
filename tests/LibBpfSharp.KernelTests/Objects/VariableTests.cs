using LibBpfSharp.Interop;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Objects;

/// <summary>Global variables before the load, while programs run, and after.</summary>
public sealed class VariableTests
{
    public VariableTests() => Requires.Root();

    [Fact]
    public void A_program_sees_what_was_set_before_the_load_and_is_seen_after_it()
    {
        using BpfObject bpf = BpfObject.Open(BpfFixtures.Path("globals"));
        bpf.Variables["sample_rate"].Set(100u);
        bpf.Variables["tuning"].Set(5u);
        bpf.Load();
        for (int i = 0; i < 3; i++) TestRun.Once(bpf.Programs["touch"]);
        Assert.Equal(300ul, bpf.Variables["seen"].Get<ulong>());
        Assert.Equal(3u, bpf.Variables["private_count"].Get<uint>());
        Assert.Equal(3u, bpf.Variables["hidden_count"].Get<uint>());
        Assert.Equal(5u + (3 * 9), bpf.Variables["tuning"].Get<uint>());
        Assert.Equal(11u + 'u', bpf.Variables["scratch"].Get<uint>());
        Assert.Equal(100u, bpf.Variables["sample_rate"].Get<uint>());
    }

    [Fact]
    public void A_variable_set_while_programs_run_is_seen_by_them()
    {
        using BpfObject bpf = BpfObject.Open(BpfFixtures.Path("globals"));
        bpf.Load();
        bpf.Variables["seen"].Set(1_000ul);
        bpf.Variables["tuning_step"].Set(100ul);
        TestRun.Once(bpf.Programs["touch"]);
        Assert.Equal(1_007ul, bpf.Variables["seen"].Get<ulong>());
        Assert.Equal(103u, bpf.Variables["tuning"].Get<uint>());
    }

    [Fact]
    public void A_mapped_variable_costs_no_system_call()
    {
        RecordingKernel kernel = new(Kernel.Running);
        using BpfObject bpf = BpfObject.Open(BpfFixtures.Path("globals"), new() { Kernel = kernel });
        bpf.Load();
        Assert.DoesNotContain(kernel.Calls, c => c.Call == SystemCall.Mmap);
        bpf.Variables["seen"].Set(1ul);
        int calls = kernel.Calls.Count;
        for (ulong i = 0; i < 100; i++) bpf.Variables["seen"].Set(bpf.Variables["seen"].Get<ulong>() + i);
        Assert.Equal(calls, kernel.Calls.Count);
        Assert.Equal(1ul + (99 * 100 / 2), bpf.Variables["seen"].Get<ulong>());
    }

    [Fact]
    public void A_variable_that_cannot_be_mapped_is_read_and_written_all_the_same()
    {
        using BpfObject bpf = BpfObject.Open(BpfFixtures.Path("statics"));
        bpf.Load();
        Assert.Equal(BpfMapFlags.None, bpf.Variables["calls"].Map.Flags & BpfMapFlags.Mmapable);
        TestRun.Once(bpf.Programs["advance"]);
        Assert.Equal(42ul, bpf.Variables["calls"].Get<ulong>());
        bpf.Variables["step"].Set(8u);
        TestRun.Once(bpf.Programs["advance"]);
        Assert.Equal(50ul, bpf.Variables["calls"].Get<ulong>());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Variables_in_an_arena_are_seen_where_the_programs_see_them(int page)
    {
        Requires.MapType(BpfMapType.Arena);

        // Kernels that allow it have the globals on the last page, others on the first.
        using BpfObject bpf = BpfObject.Open(BpfFixtures.Path("arena"), new() { Observe = plan => plan.ArenaOffset = (uint)(page * Environment.SystemPageSize) });
        bpf.Programs["entry"].AutoLoad = false;
        bpf.Maps["tails"].AutoCreate = false;
        bpf.Variables["total"].Set(7);
        bpf.Load();
        Assert.Equal(7, bpf.Variables["total"].Get<int>());
        Assert.Equal(8u + 2, TestRun.WithoutInput(bpf.Programs["tail_a"]));
        Assert.Equal(8, bpf.Variables["total"].Get<int>());
        bpf.Variables["total"].Set(20);
        Assert.Equal(21u + 2, TestRun.WithoutInput(bpf.Programs["tail_a"]));
    }

    [Fact]
    public void Constants_are_frozen()
    {
        using BpfObject bpf = BpfObject.Open(BpfFixtures.Path("globals"));
        bpf.Load();
        BpfMap constants = bpf.Variables["sample_rate"].Map;
        BpfPermissionException e = Assert.Throws<BpfPermissionException>(() => constants.Update([0, 0, 0, 0], new byte[constants.ValueBufferSize]));
        Assert.Equal(BpfPermissionReason.AccessMode, e.Reason);
    }
}
