using Microsoft.Extensions.Logging;

namespace LibBpfSharp;

/// <summary>A program to be loaded without an object.</summary>
public sealed record BpfProgramOptions
{
    /// <summary>The program type.</summary>
    public required BpfProgramType Type { get; init; }

    /// <summary>The name; the kernel keeps 15 characters of it (4.15).</summary>
    public string Name { get; init; } = "";

    /// <summary>The licence: helpers reserved for GPL programs take one that is compatible.</summary>
    public string License { get; init; } = "GPL";

    /// <inheritdoc cref="BpfProgram.ExpectedAttachType"/>
    public BpfAttachType? ExpectedAttachType { get; init; }

    /// <inheritdoc cref="BpfProgram.Flags"/>
    public BpfProgramFlags Flags { get; init; }

    /// <inheritdoc cref="BpfProgram.Interface"/>
    public BpfInterface? Interface { get; init; }

    /// <summary>
    /// What the program is verified to be attached to: a kernel function, LSM hook, tracepoint, iterator, or a function of <see cref="AttachProgram"/>.
    /// </summary>
    public string? AttachTarget { get; init; }

    /// <inheritdoc cref="BpfProgram.AttachProgram"/>
    public BpfProgram? AttachProgram { get; init; }

    /// <inheritdoc cref="BpfProgram.LogLevel"/>
    public BpfLogLevel LogLevel { get; init; }

    /// <summary>The maps the code names, by the names it gives them.</summary>
    public IReadOnlyDictionary<string, BpfMap> Maps { get; init; } = new Dictionary<string, BpfMap>();

    /// <summary>A directory of a BPF file system whose mount delegates rights to this user namespace (6.9); <c>null</c> to go by own rights.</summary>
    public string? TokenPath { get; init; }

    /// <summary>Where the load writes what it does; <c>null</c> for nowhere.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }
}
