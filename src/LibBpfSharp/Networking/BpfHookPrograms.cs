namespace LibBpfSharp.Networking;

/// <summary>What <c>BPF_PROG_QUERY</c> tells about one hook, at one moment.</summary>
public sealed record BpfHookPrograms
{
    internal BpfHookPrograms()
    {
    }

    /// <summary>The programs in the order they run in.</summary>
    public required IReadOnlyList<BpfHookProgram> Programs { get; init; }

    /// <summary>Count of changes, from 1 up; what an attach or detach with an expected revision is compared with. 0 for hooks without.</summary>
    public required ulong Revision { get; init; }

    /// <summary>The programs' ids, in order.</summary>
    public IReadOnlyList<uint> Ids => [.. Programs.Select(program => program.ProgramId)];
}
