using LibBpfSharp.Instructions;

namespace LibBpfSharp.KernelTests.Support;

/// <summary>Takes from objects that tests share what the running kernel does not know, so that the rest is tested on old kernels too.</summary>
internal static class ForThisKernel
{
    /// <summary>Leaves out maps of unknown types, and programs that call unknown helpers.</summary>
    public static BpfObject WithoutWhatIsUnknown(this BpfObject bpf)
    {
        BpfFeatures features = BpfFeatures.OfRunningKernel;
        foreach (BpfMap map in bpf.Maps) map.AutoCreate &= features.ProbeMapType(map.Type).IsSupported;
        foreach (BpfProgram program in bpf.Programs.Where(program => program.AutoLoad))
            program.AutoLoad = HelpersOf(program).All(helper => features.ProbeHelper(program.Type, helper).Verdict is not BpfFeatureVerdict.NotSupported);
        return bpf;
    }

    private static IEnumerable<BpfHelper> HelpersOf(BpfProgram program) => program.Spec!.Function.Instructions.ToArray()
        .Where(instruction => instruction is { Opcode: BpfOpcode.Call, Source: 0 }).Select(instruction => (BpfHelper)instruction.Immediate).Distinct();
}
