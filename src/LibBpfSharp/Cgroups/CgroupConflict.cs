namespace LibBpfSharp.Cgroups;

/// <summary>The programs that exclude a new one.</summary>
public sealed record CgroupConflict
{
    internal CgroupConflict()
    {
    }

    /// <summary>Directory of the cgroup that holds them: the one attached to, or an ancestor.</summary>
    public required string Path { get; init; }

    /// <summary>The mode they are attached in.</summary>
    public required CgroupAttachMode Mode { get; init; }

    /// <summary>The programs, in list order, with the links that hold them.</summary>
    public required IReadOnlyList<CgroupSlot> Programs { get; init; }

    /// <summary>The programs' ids, in list order.</summary>
    public IReadOnlyList<uint> ProgramIds => [.. Programs.Select(program => program.ProgramId)];

    /// <summary>Programs with names and links, in words.</summary>
    internal string Describe(Interop.Kernel kernel) => string.Join(", ", Programs.Select(program =>
    {
        string name = ObjectIds.NameOfProgram(kernel, program.ProgramId) is { Length: > 0 } known ? $" '{known}'" : "";
        return $"program {program.ProgramId}{name}{(program.LinkId is { } link ? $" (link {link})" : "")}";
    }));
}
