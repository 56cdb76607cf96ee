using LibBpfSharp.Instructions;

namespace LibBpfSharp.Loading;

/// <summary>Replaces helpers that read kernel and user memory apart (5.5) by the ones before them, where the kernel has only those.</summary>
internal static class ProgramDowngrade
{
    private const int ProbeRead = 4;
    private const int ProbeReadString = 45;
    private const int ProbeReadUser = 112;
    private const int ProbeReadKernel = 113;
    private const int ProbeReadUserString = 114;
    private const int ProbeReadKernelString = 115;

    /// <summary>Rewrites the programs of a load; the kernel is asked only if one of them calls such a helper.</summary>
    public static void Apply(LoadPlan plan)
    {
        foreach (ProgramPlan program in plan.LoadedPrograms)
        {
            BpfInstruction[] code = program.Linked!.Instructions;
            for (int i = 0; i < code.Length; i++)
            {
                if (!code[i].IsHelperCall || Older(code[i].Immediate) is not { } older) continue;
                if (KernelFeatures.Of(plan.Kernel).HasProbeReadKernel) return;
                code[i] = code[i] with { Immediate = older };
            }
        }
    }

    private static int? Older(int helper) => helper switch
    {
        ProbeReadUser or ProbeReadKernel => ProbeRead,
        ProbeReadUserString or ProbeReadKernelString => ProbeReadString,
        _ => null,
    };
}
