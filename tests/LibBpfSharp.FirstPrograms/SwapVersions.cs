using LibBpfSharp;
using LibBpfSharp.Deployments;

namespace FirstPrograms;

/// <summary>A new version of an object takes over from the one that runs, and no packet is missed.</summary>
public static class SwapVersions
{
    public static int Run(string file, string cgroup, string directory)
    {
        using var deployment = BpfDeployment.Open(directory);
        using var next = BpfObject.Open(file);
        BpfGeneration running = deployment.Swap(next, new BpfSwapOptions { Hooks = [BpfHook.CgroupLink("count_egress", cgroup)] });
        return running.Number;
    }
}
