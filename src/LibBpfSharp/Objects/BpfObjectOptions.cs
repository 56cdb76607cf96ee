using LibBpfSharp.Interop;
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

    /// <summary>Where the loader tells what it does; nothing is logged without one.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>The directory in a BPF file system where maps pinned by name are looked for and pinned.</summary>
    public string PinRootPath { get; init; } = "/sys/fs/bpf";

    /// <summary>What the verifier writes of every program, in addition to what <see cref="BpfProgram.LogLevel"/> asks for; read it from <see cref="BpfProgram.Log"/>.</summary>
    public BpfLogLevel LogLevel { get; init; }

    /// <summary>The kernel the object is loaded into; tests give their own.</summary>
    internal Kernel Kernel { get; init; } = Kernel.Running;

    internal BpfObjectSpecOptions ForSpec() => new()
    {
        ObjectName = ObjectName,
        RelaxedMaps = RelaxedMaps,
        AllowStaticPrograms = AllowStaticPrograms,
    };
}
