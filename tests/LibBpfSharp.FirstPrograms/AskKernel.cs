using LibBpfSharp.Features;

namespace FirstPrograms;

/// <summary>Can this kernel do it?</summary>
public static class AskKernel
{
    public static string Run() => BpfFeatures.OfRunningKernel.Probe(BpfFeature.CgroupLink).IsSupported
        ? "Programs can be attached to cgroups by links here."
        : "This kernel has no links for cgroups.";
}
