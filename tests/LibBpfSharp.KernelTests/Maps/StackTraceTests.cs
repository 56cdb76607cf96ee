using LibBpfSharp.Instructions;
using LibBpfSharp.KernelTests.Support;
using static LibBpfSharp.Instructions.BpfRegister;

namespace LibBpfSharp.KernelTests.Maps;

/// <summary>Stacks of the kernel, with the names of its functions.</summary>
public sealed class StackTraceTests
{
    [Fact]
    public void A_kernel_stack_has_names()
    {
        using BpfMap map = TestMap.Create(BpfMapType.StackTrace, sizeof(uint), 32 * sizeof(ulong), 64);
        using BpfMap ids = TestMap.Create<uint, long>(BpfMapType.Array, 1);
        BpfCode code = new BpfAssembler()
            .LoadMap(R2, "stacks").Move(R3, 0).Call(BpfHelper.GetStackid)
            .LoadMapValue(R1, "ids").Store(BpfMemorySize.DoubleWord, R1, 0, R0)
            .Move(R0, 0).Exit().Assemble();
        using BpfProgram program = BpfProgram.Load(code, new()
        {
            Type = BpfProgramType.RawTracepoint,
            Name = "stacks",
            Maps = new Dictionary<string, BpfMap> { ["stacks"] = map, ["ids"] = ids },
        });
        using (program.AttachRawTracepoint("sys_enter")) Thread.Yield();

        long id = ids.AsArray<long>()[0];
        Assert.True(id >= 0, $"{id}");
        BpfStackTraces view = map.AsStackTraces();
        Assert.Contains((uint)id, view.Ids);
        KernelSymbol[] frames = view.GetKernelFrames((uint)id, KernelSymbols.Read())!;
        Assert.NotEmpty(frames);
        Assert.Contains(frames, frame => frame.Name?.Contains("syscall", StringComparison.Ordinal) == true);
        Assert.True(view.Remove((uint)id));
        Assert.Null(view.GetKernelFrames((uint)id, KernelSymbols.Read()));
    }
}
