using System.Runtime.InteropServices;

namespace LibBpfSharp;

/// <summary>Kernels since 4.17 enter system calls through a function named after the architecture, which is the one a kprobe must name.</summary>
internal static class SyscallWrapper
{
    /// <summary>The prefix of the wrappers' names on this architecture; <c>null</c> where there are none.</summary>
    public static string? Prefix { get; } = RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => "__x64_",
        Architecture.Arm64 => "__arm64_",
        Architecture.S390x => "__s390x_",
        (Architecture)9 => "__riscv_", // RiscV64, which .NET 8 does not name
        Architecture.Ppc64le => "__powerpc_",
        _ => null,
    };

    /// <summary>Whether the kernel can be probed at such a wrapper: it has kprobes, and the symbol.</summary>
    public static bool Exists()
    {
        if (Prefix is null || !HasKprobes()) return false;
        string symbol = $" {Prefix}sys_bpf";
        return File.ReadLines("/proc/kallsyms").Any(line => line.EndsWith(symbol, StringComparison.Ordinal));
    }

    private static bool HasKprobes()
        => File.Exists("/sys/bus/event_source/devices/kprobe/type")
            || File.Exists("/sys/kernel/tracing/kprobe_events")
            || File.Exists("/sys/kernel/debug/tracing/kprobe_events");
}
