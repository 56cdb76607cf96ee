namespace LibBpfSharp;

/// <summary>How a clone of a program differs from it; what is <c>null</c> is the program's own setting.</summary>
public sealed record BpfProgramCloneOptions
{
    /// <inheritdoc cref="BpfProgram.ExpectedAttachType"/>
    public BpfAttachType? ExpectedAttachType { get; init; }

    /// <inheritdoc cref="BpfProgram.Flags"/>
    public BpfProgramFlags? Flags { get; init; }

    /// <inheritdoc cref="BpfProgram.InterfaceIndex"/>
    public uint? InterfaceIndex { get; init; }

    /// <inheritdoc cref="BpfProgram.AttachTarget"/>
    public string? AttachTarget { get; init; }

    /// <inheritdoc cref="BpfProgram.AttachProgram"/>
    public BpfProgram? AttachProgram { get; init; }

    /// <inheritdoc cref="BpfProgram.LogLevel"/>
    public BpfLogLevel? LogLevel { get; init; }
}
