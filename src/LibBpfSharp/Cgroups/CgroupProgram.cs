namespace LibBpfSharp;

/// <summary>One program in a cgroup's list.</summary>
public sealed record CgroupProgram
{
    internal CgroupProgram()
    {
    }

    /// <summary>The program's id; 0 never occurs.</summary>
    public required uint Id { get; init; }

    /// <summary>The mode it is attached in, as the kernel reports it for the program (6.0) or, before that, for the list.</summary>
    public required CgroupAttachMode Mode { get; init; }

    /// <summary>Whether it runs before the programs of descendants. Kernels that take PREORDER (6.15) do not all report it: <c>false</c> may mean "not told".</summary>
    public required bool Preorder { get; init; }
}
