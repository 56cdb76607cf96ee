namespace LibBpfSharp;

/// <summary>How a clone of a program differs from it, or a program at its load from its settings (<see cref="BpfSectionHandler.PrepareLoad"/>); what is <c>null</c> is the program's own setting.</summary>
public sealed record BpfProgramCloneOptions
{
    /// <inheritdoc cref="BpfProgram.ExpectedAttachType"/>
    public BpfAttachType? ExpectedAttachType { get; init; }

    /// <inheritdoc cref="BpfProgram.Flags"/>
    public BpfProgramFlags? Flags { get; init; }

    /// <inheritdoc cref="BpfProgram.Interface"/>
    public BpfInterface? Interface { get; init; }

    /// <inheritdoc cref="BpfProgram.AttachTarget"/>
    public string? AttachTarget { get; init; }

    /// <inheritdoc cref="BpfProgram.AttachProgram"/>
    public BpfProgram? AttachProgram { get; init; }

    /// <inheritdoc cref="BpfProgram.LogLevel"/>
    public BpfLogLevel? LogLevel { get; init; }

    /// <summary>These options where they say something, and others where they do not.</summary>
    internal BpfProgramCloneOptions Over(BpfProgramCloneOptions others) => new()
    {
        ExpectedAttachType = ExpectedAttachType ?? others.ExpectedAttachType,
        Flags = Flags ?? others.Flags,
        Interface = Interface ?? others.Interface,
        AttachTarget = AttachTarget ?? others.AttachTarget,
        AttachProgram = AttachProgram ?? others.AttachProgram,
        LogLevel = LogLevel ?? others.LogLevel,
    };
}
