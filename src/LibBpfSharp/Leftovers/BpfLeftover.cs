namespace LibBpfSharp.Leftovers;

/// <summary>An attachment whose process is dead.</summary>
/// <param name="Kind">What kind of attachment.</param>
/// <param name="Name">What it is and where, in words.</param>
/// <param name="ProcessId">The process that made it, as its pid namespace numbered it.</param>
public sealed record BpfLeftover(BpfLeftoverKind Kind, string Name, int ProcessId)
{
    /// <summary>Whether the sweep removed it.</summary>
    public bool IsRemoved { get; init; }

    /// <summary>Why the sweep could not remove it; <c>null</c> if it did, or was not asked to.</summary>
    public BpfException? Failure { get; init; }
}
