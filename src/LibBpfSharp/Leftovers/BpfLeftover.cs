namespace LibBpfSharp.Leftovers;

/// <summary>An attachment whose process is dead.</summary>
public sealed record BpfLeftover
{
    internal BpfLeftover()
    {
    }

    /// <summary>What kind of attachment.</summary>
    public required BpfLeftoverKind Kind { get; init; }

    /// <summary>What it is and where, in words.</summary>
    public required string Name { get; init; }

    /// <summary>The process that made it, as its pid namespace numbered it.</summary>
    public required int ProcessId { get; init; }

    /// <summary>Whether the sweep removed it.</summary>
    public bool IsRemoved { get; init; }

    /// <summary>Why the sweep could not remove it; <c>null</c> if it did, or was not asked to.</summary>
    public BpfException? Failure { get; init; }
}
