using LibBpfSharp.Instructions;
using LibBpfSharp.Interop;
using LibBpfSharp.TestSupport;
using static LibBpfSharp.Tests.Loading.LoadingKernel;

namespace LibBpfSharp.Tests.Loading;

public sealed class LoadSettingTests
{
    private static readonly BpfInstruction[] s_returnZero = [new(BpfOpcode.MoveImmediate), new(BpfOpcode.Exit)];

    [Fact]
    public void Devices_are_passed_along()
    {
        RecordingKernel kernel = Accepting();
        using BpfObject bpf = Open("counter", kernel);
        bpf.Maps["counters"].Interface = 3;
        bpf.Programs["count_egress"].Interface = 4;
        bpf.Programs["count_ingress"].AutoLoad = false;
        bpf.Load();
        Assert.Equal(3u, kernel.Of(BpfCommand.MapCreate).Single().Attributes<MapCreateAttr>().MapIfindex);
        Assert.Equal(4u, kernel.Of(BpfCommand.ProgLoad).Single().Attributes<ProgramLoadAttr>().ProgIfindex);
    }

    [Fact]
    public void The_size_set_for_a_ring_buffer_is_rounded_to_what_the_kernel_takes()
    {
        uint page = (uint)Environment.SystemPageSize;
        RecordingKernel kernel = Accepting();
        using BpfObject bpf = Open("counter", kernel);
        BpfMap map = bpf.Maps["counters"];
        (map.Type, map.KeySize, map.ValueSize, map.MaxEntries) = (BpfMapType.Ringbuf, 0, 0, page + 1);
        bpf.Load();
        Assert.Equal(2 * page, kernel.Of(BpfCommand.MapCreate).Single().Attributes<MapCreateAttr>().MaxEntries);
        Assert.Equal(2 * page, map.MaxEntries);
    }

    [Fact]
    public void The_kernel_version_is_the_callers_or_the_objects()
    {
        RecordingKernel kernel = Accepting();
        using (BpfObject bpf = Open("globals", kernel)) bpf.Load();
        using (BpfObject bpf = BpfObject.Open(BpfFixtures.Path("globals"), new() { Kernel = kernel, KernelVersion = new Version(4, 19) })) bpf.Load();
        Assert.Equal([0x60102u, 0x41300u], kernel.Of(BpfCommand.ProgLoad).Select(call => call.Attributes<ProgramLoadAttr>().KernVersion));
    }

    [Fact]
    public void The_types_in_the_kernel_are_there_from_the_preparation_on()
    {
        RecordingKernel kernel = Accepting();
        using BpfObject bpf = Open("counter", kernel);
        Assert.Null(bpf.BtfHandle);
        bpf.Prepare();
        Assert.Equal(kernel.Of(BpfCommand.BtfLoad).Single().Result, bpf.BtfHandle!.Descriptor);
    }

    [Fact]
    public void Instructions_that_are_set_go_to_the_kernel_as_they_are()
    {
        List<uint> counts = [];
        RecordingKernel kernel = new(Fake(attributes => { counts.Add(attributes.InsnCnt); return 0; }));
        using BpfObject bpf = Open("counter", kernel);
        bpf.Programs["count_ingress"].AutoLoad = false;
        BpfProgram program = bpf.Programs["count_egress"];
        program.Instructions = s_returnZero;
        Assert.Equal(s_returnZero, program.Instructions.ToArray());
        bpf.Load();
        Assert.Equal([2u], counts);
        Assert.Equal(s_returnZero, program.Instructions.ToArray());
        Assert.Equal(0u, kernel.Of(BpfCommand.ProgLoad).Single().Attributes<ProgramLoadAttr>().LineInfoCnt);
        Assert.Empty(program.Lines);
        Assert.Throws<InvalidOperationException>(() => program.Instructions = s_returnZero);
        Assert.Throws<InvalidOperationException>(() => bpf.Programs["count_ingress"].Clone());
    }

    [Fact]
    public void Instructions_can_be_changed_once_maps_are_in_them()
    {
        RecordingKernel kernel = Accepting();
        using BpfObject bpf = Open("counter", kernel);
        BpfProgram program = bpf.Programs["count_egress"];
        ReadOnlyMemory<BpfInstruction> compiled = program.Instructions;
        bpf.Prepare();
        BpfInstruction[] prepared = program.Instructions.ToArray();
        Assert.Contains(prepared, i => i.Opcode == BpfOpcode.LoadImmediate64 && i.Source == BpfPseudo.MapFd && i.Immediate == bpf.Maps["counters"].Handle.Descriptor);
        Assert.NotEqual(compiled.ToArray(), prepared);
        program.Instructions = prepared;
        bpf.Load();
        Assert.True(kernel.Of(BpfCommand.ProgLoad)[0].Attributes<ProgramLoadAttr>().LineInfoCnt > 0);
    }

    [Fact]
    public void Functions_and_lines_of_a_prepared_program_are_told()
    {
        using BpfObject bpf = Open("subprograms", Accepting());
        BpfProgram program = bpf.Programs["nested"];
        Assert.Empty(program.Functions);
        Assert.Empty(program.Lines);
        bpf.Prepare();
        Assert.Equal(["nested", "four_times", "twice"], program.Functions.Select(function => function.Name));
        Assert.All(program.Functions, function => Assert.Equal(function.Name, bpf.Spec.Btf!.GetType(function.TypeId).Name));
        using BpfProgram clone = program.Clone();
        bpf.Load();
        Assert.Equal(3, program.Functions.Count);
        Assert.Equal(program.Lines, clone.Lines);
        Assert.All(program.Functions, function => Assert.Contains(program.Lines, line => line.Instruction == function.Instruction));
        Assert.Equal(program.Lines.OrderBy(line => line.Instruction), program.Lines);
        Assert.All(program.Lines, line => Assert.True(line.Source is { Line: > 0, Text.Length: > 0 } && line.Source.File.EndsWith("subprograms.bpf.c", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_program_that_is_unloaded_leaves_the_others()
    {
        RecordingKernel kernel = Accepting();
        using BpfObject bpf = Open("counter", kernel);
        bpf.Load();
        int before = kernel.OpenDescriptors;
        bpf.Programs["count_ingress"].Dispose();
        Assert.Equal(before - 1, kernel.OpenDescriptors);
        Assert.False(bpf.Programs["count_ingress"].IsLoaded);
        Assert.Throws<ObjectDisposedException>(() => bpf.Programs["count_ingress"].Handle);
        Assert.True(bpf.Programs["count_egress"].IsLoaded);
    }

    [Fact]
    public void A_failed_load_forgets_instructions_with_descriptors_in_them()
    {
        RecordingKernel kernel = new(FailingKernel.At(Fake(), BpfCommand.ProgLoad, Errno.EINVAL, count: 2));
        using BpfObject bpf = Open("counter", kernel);
        BpfProgram program = bpf.Programs["count_egress"];
        ReadOnlyMemory<BpfInstruction> compiled = program.Instructions;
        bpf.Prepare();
        program.Instructions = s_returnZero;
        Assert.ThrowsAny<BpfException>(bpf.Load);
        Assert.Equal(compiled.ToArray(), program.Instructions.ToArray());
        bpf.Load();
    }

    [Fact]
    public void A_clone_is_loaded_with_what_is_different_and_belongs_to_the_caller()
    {
        RecordingKernel kernel = Accepting();
        using BpfObject bpf = Open("counter", kernel);
        BpfProgram program = bpf.Programs["count_egress"];
        Assert.Throws<InvalidOperationException>(() => program.Clone());
        bpf.Prepare();
        int before = kernel.OpenDescriptors;
        using (BpfProgram clone = program.Clone(new() { ExpectedAttachType = BpfAttachType.CgroupInetIngress, Interface = 9 }))
        {
            ProgramLoadAttr attributes = Assert.Single(kernel.Of(BpfCommand.ProgLoad)).Attributes<ProgramLoadAttr>();
            Assert.Equal((BpfAttachType.CgroupInetIngress, 9u), (attributes.ExpectedAttachType, attributes.ProgIfindex));
            Assert.Equal((program.Name, program.Type, BpfAttachType.CgroupInetIngress, true), (clone.Name, clone.Type, clone.ExpectedAttachType!.Value, clone.IsLoaded));
            Assert.False(program.IsLoaded);
            Assert.Throws<InvalidOperationException>(() => clone.Clone());
        }

        Assert.Equal(before, kernel.OpenDescriptors);
        bpf.Load();
        Assert.Equal(BpfAttachType.CgroupInetEgress, program.ExpectedAttachType);
        Assert.Throws<InvalidOperationException>(() => program.Clone());
    }

    [Fact]
    public void A_map_for_one_program_is_given_its_hash()
    {
        RecordingKernel kernel = Accepting();
        using BpfObject bpf = Open("counter", kernel);
        bpf.Maps["counters"].ExclusiveProgram = bpf.Programs["count_egress"];
        bpf.Load();
        MapCreateAttr map = kernel.Of(BpfCommand.MapCreate).Single().Attributes<MapCreateAttr>();
        Assert.True(map is { ExclProgHashSize: 32, ExclProgHash: > 0 });

        using BpfObject other = Open("counter", kernel);
        Assert.Throws<ArgumentException>(() => other.Maps["counters"].ExclusiveProgram = bpf.Programs["count_egress"]);
        other.Programs["count_egress"].AutoLoad = false;
        other.Maps["counters"].ExclusiveProgram = other.Programs["count_egress"];
        Assert.Contains("AutoLoad", Assert.ThrowsAny<BpfException>(other.Load).Message);
    }

    [Fact]
    public void A_kernel_without_exclusive_maps_is_named()
    {
        RecordingKernel kernel = new(FailingKernel.At(Fake(), BpfCommand.MapCreate, Errno.E2BIG, count: 2));
        using BpfObject bpf = Open("counter", kernel);
        bpf.Maps["counters"].ExclusiveProgram = bpf.Programs["count_egress"];
        Assert.Equal(new Version(6, 18), Assert.Throws<BpfNotSupportedException>(bpf.Load).Since);
    }

    [Fact]
    public void A_token_goes_along_with_everything_that_is_made()
    {
        int next = 10;
        RecordingKernel kernel = new(new ScriptedKernel((call, command, _, _) => call is SystemCall.OpenAt
            || (call is SystemCall.Bpf && (BpfCommand)command is BpfCommand.TokenCreate or BpfCommand.MapCreate or BpfCommand.BtfLoad or BpfCommand.ProgLoad) ? next++ : 0));
        using (BpfObject bpf = BpfObject.Open(BpfFixtures.Path("counter"), new() { Kernel = kernel, TokenPath = "/somewhere" }))
        {
            bpf.Load();
            int token = (int)kernel.Of(BpfCommand.TokenCreate).Single().Result;
            BtfLoadAttr types = kernel.Of(BpfCommand.BtfLoad)[0].Attributes<BtfLoadAttr>();
            MapCreateAttr map = kernel.Of(BpfCommand.MapCreate)[0].Attributes<MapCreateAttr>();
            ProgramLoadAttr program = kernel.Of(BpfCommand.ProgLoad)[0].Attributes<ProgramLoadAttr>();
            Assert.Equal((BpfFileFlags.TokenFd, token), (types.BtfFlags, types.BtfTokenFd));
            Assert.Equal((BpfMapFlags.TokenFd, token), (map.MapFlags & BpfMapFlags.TokenFd, map.MapTokenFd));
            Assert.Equal((BpfProgramFlags.TokenFd, token), (program.ProgFlags & BpfProgramFlags.TokenFd, program.ProgTokenFd));
        }

        Assert.Equal(0, kernel.OpenDescriptors);
    }

    [Theory]
    [InlineData(Errno.ENOENT, "delegates nothing")]
    [InlineData(Errno.EPERM, "CAP_BPF")]
    [InlineData(Errno.EOPNOTSUPP, "initial one")]
    public void A_token_that_cannot_be_made_says_why_and_leaves_nothing(Errno errno, string why)
    {
        RecordingKernel kernel = new(FailingKernel.At(Fake(), BpfCommand.TokenCreate, errno));
        using BpfObject bpf = BpfObject.Open(BpfFixtures.Path("counter"), new() { Kernel = kernel, TokenPath = "/somewhere" });
        BpfException refusal = Assert.ThrowsAny<BpfException>(bpf.Load);
        Assert.Contains(why, refusal.Message);
        Assert.Equal(errno, refusal.Errno);
        Assert.Equal((0, BpfObjectState.Open), (kernel.OpenDescriptors, bpf.State));
    }
}
