namespace LibBpfSharp;

/// <summary>The programs that exclude a new one.</summary>
/// <param name="Path">Directory of the cgroup that holds them: the one attached to, or an ancestor.</param>
/// <param name="Mode">The mode they are attached in.</param>
/// <param name="Programs">The programs, in list order, with the links that hold them.</param>
public sealed record CgroupConflict(string Path, CgroupAttachMode Mode, IReadOnlyList<CgroupSlot> Programs)
{
    /// <summary>The programs' ids, in list order.</summary>
    public IReadOnlyList<uint> ProgramIds => [.. Programs.Select(program => program.ProgramId)];

    /// <summary>Programs with names and links, in words.</summary>
    internal string Describe(Interop.Kernel kernel) => string.Join(", ", Programs.Select(program =>
    {
        string name = ObjectIds.NameOfProgram(kernel, program.ProgramId) is { Length: > 0 } known ? $" '{known}'" : "";
        return $"program {program.ProgramId}{name}{(program.LinkId is { } link ? $" (link {link})" : "")}";
    }));
}
