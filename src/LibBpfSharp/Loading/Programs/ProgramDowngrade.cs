using LibBpfSharp.Instructions;

namespace LibBpfSharp.Loading;

/// <summary>Replaces helpers that read kernel and user memory apart (5.5) by the ones before them, where the kernel has only those.</summary>
internal static class ProgramDowngrade
{
    /// <summary>Rewrites the programs of a load; the kernel is asked only if one of them calls such a helper.</summary>
    public static void Apply(LoadPlan plan)
    {
        foreach (ProgramPlan program in plan.LoadedPrograms)
        {
            if (program.Linked!.IsReplaced) continue;
            BpfInstruction[] code = program.Linked.Instructions;
            for (int i = 0; i < code.Length; i++)
            {
                if (!code[i].IsHelperCall || Older((BpfHelper)code[i].Immediate) is not { } older) continue;
                if (BpfFeatures.Of(plan.Kernel).Probe(BpfFeature.ProbeReadKernel).IsSupported) return;
                code[i] = code[i] with { Immediate = (int)older };
            }
        }
    }

    private static BpfHelper? Older(BpfHelper helper) => helper switch
    {
        BpfHelper.ProbeReadUser or BpfHelper.ProbeReadKernel => BpfHelper.ProbeRead,
        BpfHelper.ProbeReadUserStr or BpfHelper.ProbeReadKernelStr => BpfHelper.ProbeReadStr,
        _ => null,
    };
}
