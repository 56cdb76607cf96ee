using LibBpfSharp.Btf;

namespace LibBpfSharp.Loading;

/// <summary>The kernel an object is resolved against: the running one, or what is known of another. Everything is asked at first need.</summary>
internal abstract class TargetKernel
{
    /// <summary>The kernel's own types.</summary>
    /// <exception cref="BpfNotSupportedException">The kernel has none, or they are not known.</exception>
    public abstract BtfSpec Types { get; }

    /// <summary>The types of its modules; empty where there are none or they may not be read.</summary>
    public abstract IReadOnlyList<TargetModule> Modules { get; }

    /// <summary>Why modules could not be enumerated to the end; <c>null</c> if they were, or were not asked for.</summary>
    public virtual string? ModulesFault => null;

    /// <summary>Its version as <c>KERNEL_VERSION(a, b, c)</c> gives it: <c>a &lt;&lt; 16 | b &lt;&lt; 8 | c</c>.</summary>
    public abstract uint Version { get; }

    /// <summary>Whether perf-event links carry a cookie (5.15).</summary>
    public abstract bool HasBpfCookie { get; }

    /// <summary>Whether system calls have wrappers named after the architecture (4.17).</summary>
    public abstract bool HasSyscallWrapper { get; }

    /// <summary>The text of its build configuration; <c>null</c> where it is not known, and configuration externs stay zero.</summary>
    /// <exception cref="BpfRelocationException">It cannot be read.</exception>
    public abstract ReadOnlyMemory<byte>? ReadConfig();

    /// <summary>The addresses of symbols by name, in the order of the names; <c>null</c> for one the kernel lacks.</summary>
    /// <exception cref="BpfRelocationException">The symbol table cannot be read, or a name is ambiguous.</exception>
    public abstract IReadOnlyList<ulong?> FindSymbols(IReadOnlyList<string> names);
}
