namespace LibBpfSharp;

public sealed partial class BpfAttachException
{
    /// <summary>Who is in the way, where <see cref="Reason"/> is <see cref="BpfAttachError.ModeConflict"/>; otherwise <c>null</c>.</summary>
    public CgroupConflict? Conflict { get; init; }
}
