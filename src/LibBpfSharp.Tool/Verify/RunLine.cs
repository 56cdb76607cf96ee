using System.Reflection;
using System.Runtime.InteropServices;
using LibBpfSharp.Tool.Json;

namespace LibBpfSharp.Tool.Verify;

/// <summary>The first line: which kernel and which loader the verdicts are of.</summary>
internal static class RunLine
{
    public static string Of(VerifyOptions options)
    {
        JsonLine line = new JsonLine("run").Text("kernel", Fact("osrelease")).Text("arch", Machine());
        line.Hash("btf", File.Exists(KernelTypes) ? Fnv1a.Of(File.ReadAllBytes(KernelTypes)) : Fnv1a.Start);
        string? version = typeof(BpfObjectSpec).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        return line.Text("libbpf", $"LibBpfSharp {version}").Number("attach", options.Attach ? 1 : 0).ToString();
    }

    private const string KernelTypes = "/sys/kernel/btf/vmlinux";

    private static string Fact(string name) => File.ReadAllText($"/proc/sys/kernel/{name}").TrimEnd();

    // What uname -m says.
    private static string Machine() => RuntimeInformation.OSArchitecture switch
    {
        Architecture.X64 => "x86_64",
        Architecture.Arm64 => "aarch64",
        Architecture.Ppc64le => "ppc64le",
        Architecture.X86 => "i686",
        Architecture other => other.ToString().ToLowerInvariant(),
    };
}
