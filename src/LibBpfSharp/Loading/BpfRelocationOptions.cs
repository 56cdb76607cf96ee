using LibBpfSharp.Btf;

namespace LibBpfSharp.Spec;

/// <summary>What is known of the kernel an object is relocated against, beyond its types.</summary>
public sealed record BpfRelocationOptions
{
    /// <summary>The programs to relocate; those with <see cref="BpfProgramSpec.AutoLoad"/> where <c>null</c>.</summary>
    public Predicate<BpfProgramSpec>? Programs { get; init; }

    /// <summary>The split types of the kernel's modules by module name, parsed on top of the kernel's own. Searched in this order.</summary>
    public IReadOnlyList<KeyValuePair<string, BtfSpec>> Modules { get; init; } = [];

    /// <summary>The kernel's version, for externs named <c>LINUX_KERNEL_VERSION</c>, which are 0 where this is <c>null</c>.</summary>
    /// <exception cref="ArgumentException">Set to no version of a kernel: the first part is at most 65,535, the second at most 255.</exception>
    public Version? KernelVersion
    {
        get;
        init
        {
            if (value is not null) _ = KernelVersionCode.Of(value);
            field = value;
        }
    }

    /// <summary>The text of the kernel's build configuration; configuration externs stay zero where <c>null</c>.</summary>
    public string? KernelConfig { get; init; }

    /// <summary>The address of a kernel symbol by name, <c>null</c> for one the kernel lacks. Without this no symbol is known.</summary>
    public Func<string, ulong?>? FindSymbol { get; init; }

    /// <summary>Whether perf-event links carry a cookie (<c>LINUX_HAS_BPF_COOKIE</c>, 5.15).</summary>
    public bool HasBpfCookie { get; init; } = true;

    /// <summary>Whether system calls have wrappers named after the architecture (<c>LINUX_HAS_SYSCALL_WRAPPER</c>, 4.17).</summary>
    public bool HasSyscallWrapper { get; init; } = true;
}
