using LibBpfSharp.Btf;
using LibBpfSharp.Interop;
using LibBpfSharp.Loading;
using Microsoft.Extensions.Logging;

namespace LibBpfSharp;

/// <summary>How an object is opened and loaded.</summary>
public sealed record BpfObjectOptions
{
    /// <inheritdoc cref="BpfObjectSpecOptions.ObjectName"/>
    public string? ObjectName { get; init; }

    /// <inheritdoc cref="BpfObjectSpecOptions.RelaxedMaps"/>
    public bool RelaxedMaps { get; init; }

    /// <inheritdoc cref="BpfObjectSpecOptions.AllowStaticPrograms"/>
    public bool AllowStaticPrograms { get; init; }

    /// <inheritdoc cref="BpfObjectSpecOptions.MaxFileSize"/>
    public long MaxFileSize { get; init; } = RegularFile.DefaultBound;

    /// <summary>Where the loader tells what it does; nothing is logged without one.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>The directory in a BPF file system where maps pinned by name are looked for and pinned.</summary>
    public string PinRootPath { get; init; } = PinFiles.DefaultPath;

    /// <summary>What the verifier writes of every program, in addition to what <see cref="BpfProgram.LogLevel"/> asks for; read it from <see cref="BpfProgram.Log"/>.</summary>
    public BpfLogLevel LogLevel { get; init; }

    /// <summary>
    /// Kernel configuration text (<c>CONFIG_HZ=250</c>, one value a line) that goes before what <c>/boot/config-RELEASE</c> or
    /// <c>/proc/config.gz</c> says; <c>null</c> for none.
    /// </summary>
    public string? KernelConfig { get; init; }

    /// <summary>
    /// Types that stand in for the kernel's own in CO-RE relocations, for kernels without BTF (BTFhub archives); <c>null</c> to use the
    /// kernel's. Attach targets and externs are always looked up in the kernel's own.
    /// </summary>
    public BtfSpec? KernelTypes { get; init; }

    /// <summary>
    /// The kernel version the programs are given as made for, in place of the object's <c>version</c> section; <c>null</c> for that. Only kernels
    /// before 5.0 look at it, for kprobes.
    /// </summary>
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

    /// <summary>
    /// A directory of a BPF file system that was mounted with rights delegated to this process's user namespace (mount options
    /// <c>delegate_cmds</c> and others): the load makes a token from it, which stands for the capabilities it lacks (6.9). <c>null</c> to load without one.
    /// </summary>
    public string? TokenPath { get; init; }

    /// <summary>What sections mean in this object, in place of or in addition to what they mean to this library.</summary>
    public IReadOnlyList<BpfSectionHandler> SectionHandlers { get; init; } = [];

    /// <summary>The kernel the object is loaded into; tests give their own.</summary>
    internal Kernel Kernel { get; init; } = Kernel.Running;

    /// <summary>Called with the plan of every load before it runs, for those who judge loads; what becomes of it can be read there even after a failure.</summary>
    internal Action<LoadPlan>? Observe { get; init; }

    internal BpfObjectSpecOptions ForSpec() => new()
    {
        ObjectName = ObjectName,
        RelaxedMaps = RelaxedMaps,
        AllowStaticPrograms = AllowStaticPrograms,
        MaxFileSize = MaxFileSize,
    };
}
