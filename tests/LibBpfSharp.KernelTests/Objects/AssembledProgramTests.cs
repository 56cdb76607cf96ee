using LibBpfSharp.Instructions;
using LibBpfSharp.KernelTests.Maps;
using LibBpfSharp.KernelTests.Support;
using static LibBpfSharp.Instructions.BpfRegister;

namespace LibBpfSharp.KernelTests.Objects;

/// <summary>Programs that come from no object.</summary>
public sealed class AssembledProgramTests
{
    [Fact]
    public void A_program_with_labels_maps_and_functions_runs()
    {
        using BpfMap map = TestMap.Create<int, long>(BpfMapType.Hash, 8);
        map.AsHash<int, long>()[4] = 37;
        BpfCode code = new BpfAssembler()
            .Store(BpfMemorySize.Word, R10, -4, 4)
            .LoadMap(R1, "numbers").Move(R2, R10).Alu(BpfAluOperation.Add, R2, -4).Call(BpfHelper.MapLookupElem)
            .JumpIf(BpfJumpOperation.NotEqual, R0, 0, "found")
            .Exit()
            .Label("found").Load(BpfMemorySize.DoubleWord, R1, R0).Call("add_five").Exit()
            .Label("add_five").Move(R0, R1).Alu(BpfAluOperation.Add, R0, 5).Exit()
            .Assemble();
        using BpfProgram program = BpfProgram.Load(code, Options(map));
        Assert.Equal(42u, TestRun.Once(program));
        map.AsHash<int, long>().Remove(4);
        Assert.Equal(0u, TestRun.Once(program));
        Assert.Equal("assembled", program.Info.Name);
        Assert.Equal([map.Info.Id], program.Info.MapIds);
        Assert.Contains("call bpf_map_lookup_elem#1", code.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_rejected_program_says_why()
    {
        Requires.Root();
        BpfVerifierException rejected = Assert.Throws<BpfVerifierException>(
            () => BpfProgram.Load(new BpfAssembler().Load(BpfMemorySize.DoubleWord, R0, R3).Exit().Assemble(), Options()));
        Assert.Equal(0, rejected.InstructionIndex);
        Assert.Contains("R3 !read_ok", rejected.Message, StringComparison.Ordinal);
        Assert.Contains("numbers", Assert.Throws<ArgumentException>(() => BpfProgram.Load(new BpfAssembler().LoadMap(R1, "numbers").Exit().Assemble(), Options())).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => BpfProgram.Load(new BpfAssembler().Assemble(), Options()));
    }

    [Fact]
    public void A_failed_load_leaves_the_map_to_its_owner()
    {
        BpfMap map = TestMap.Create<int, long>(BpfMapType.Hash, 8);
        Assert.Throws<BpfVerifierException>(() => BpfProgram.Load(new BpfAssembler().LoadMap(R1, "numbers").Exit().Assemble(), Options(map)));
        uint id = map.Info.Id;
        map.Dispose();
        Eventually.True(() => KernelObjects.EnumerateMaps().All(info => info.Id != id));
    }

    [Fact]
    public void A_program_is_opened_by_its_id_and_keeps_maps_bound_to_it()
    {
        Requires.Root();
        using BpfProgram program = BpfProgram.Load(new BpfAssembler().Move(R0, 1).Exit().Assemble(), Options());
        using BpfProgram same = BpfProgram.OpenById(program.Info.Id);
        Assert.Equal(program.Info.Tag, same.Info.Tag);
        Assert.Equal(BpfProgramType.SocketFilter, same.Type);
        uint id;
        using (BpfMap map = TestMap.Create<uint, long>(BpfMapType.Array, 1))
        {
            same.Bind(map);
            id = map.Info.Id;
        }

        Assert.Equal([id], program.Info.MapIds);
        BpfMap.OpenById(id).Dispose();
    }

    [Fact]
    public void Runs_are_counted_while_statistics_are_on()
    {
        Requires.Root();
        using BpfProgram program = BpfProgram.Load(new BpfAssembler().Move(R0, 1).Exit().Assemble(), Options());
        using (BpfRunTimeStatistics.Enable())
        {
            for (int i = 0; i < 25; i++) TestRun.Once(program);
        }

        Assert.Equal(25, program.Info.RunCount);
        Assert.True(program.Info.RunTime > TimeSpan.Zero);
    }

    [Fact]
    public void A_descriptor_with_a_raw_tracepoint_tells_its_program()
    {
        Requires.Root();
        using BpfProgram program = BpfProgram.Load(new BpfAssembler().Move(R0, 0).Exit().Assemble(), new() { Type = BpfProgramType.RawTracepoint, Name = "raw" });
        using RawTracepointLink link = program.AttachRawTracepoint("sys_enter");
        BpfTaskDescriptor found = KernelObjects.QueryTask(Environment.ProcessId, link.Handle.Descriptor)!;
        Assert.Equal((program.Info.Id, BpfTaskFdType.RawTracepoint, "sys_enter"), (found.ProgramId, found.Type, found.Name));
        Assert.Null(KernelObjects.QueryTask(Environment.ProcessId, program.Handle.Descriptor));
        Assert.ThrowsAny<BpfException>(() => KernelObjects.QueryTask(Environment.ProcessId, 65000));
    }

    private static BpfProgramOptions Options(BpfMap? numbers = null) => new()
    {
        Type = BpfProgramType.SocketFilter,
        Name = "assembled",
        Maps = numbers is null ? new Dictionary<string, BpfMap>() : new Dictionary<string, BpfMap> { ["numbers"] = numbers },
    };
}
