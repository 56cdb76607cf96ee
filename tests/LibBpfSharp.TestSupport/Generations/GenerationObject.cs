using LibBpfSharp.Interop;

namespace LibBpfSharp.TestSupport;

/// <summary>The object of which tests make generations: three programs that count each packet under their version.</summary>
internal static class GenerationObject
{
    /// <summary>How many versions are told apart.</summary>
    public const int Versions = 16;

    /// <summary>Ingress, egress, and a second program on egress.</summary>
    public static readonly string[] Hooks = ["ingress", "egress", "account"];

    public static BpfObject Open(string path, uint version, Kernel kernel)
    {
        var next = BpfObject.Open(path, new() { Kernel = kernel });
        next.Variables["version"].Set(version % Versions);
        return next;
    }

    /// <summary>Every hook by a link.</summary>
    public static BpfSwapOptions LinksOn(string cgroup) => new() { Hooks = [.. Hooks.Select(hook => BpfHook.CgroupLink(hook, cgroup))] };
}
