using System.Runtime.InteropServices;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Features;

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
    public static ProbeAnswer Probe(Kernel kernel)
    {
        if (Prefix is null) return ProbeAnswer.No(Errno.None, "The architecture has none.");
        if (!HasKprobes(kernel)) return ProbeAnswer.No(Errno.None, "The kernel has no kprobes, or no tracefs is mounted that would show them.");
        string symbol = $" {Prefix}sys_bpf";
        try
        {
            using StreamReader symbols = new(kernel.OpenStream("/proc/kallsyms", ReadBound.Symbols));
            while (symbols.ReadLine() is { } line)
            {
                if (line.EndsWith(symbol, StringComparison.Ordinal)) return ProbeAnswer.Yes;
            }

            return ProbeAnswer.No();
        }
        catch (BpfException failure)
        {
            return ProbeAnswer.Open(failure.Errno, $"The kernel's symbol table cannot be read: {failure.Message}");
        }
    }

    private static bool HasKprobes(Kernel kernel)
        => kernel.Shows("/sys/bus/event_source/devices/kprobe/type")
            || kernel.Shows("/sys/kernel/tracing/kprobe_events")
            || kernel.Shows("/sys/kernel/debug/tracing/kprobe_events");
}
