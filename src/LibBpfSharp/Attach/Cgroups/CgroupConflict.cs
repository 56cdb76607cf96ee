namespace LibBpfSharp;

/// <summary>The programs that exclude a new one.</summary>
/// <param name="Path">Directory of the cgroup that holds them: the one attached to, or an ancestor.</param>
/// <param name="Mode">The mode they are attached in.</param>
/// <param name="ProgramIds">Their ids, in list order.</param>
public sealed record CgroupConflict(string Path, CgroupAttachMode Mode, IReadOnlyList<uint> ProgramIds);
