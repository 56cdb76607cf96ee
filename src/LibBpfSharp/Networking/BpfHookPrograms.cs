namespace LibBpfSharp.Networking;

/// <summary>What <c>BPF_PROG_QUERY</c> tells about one hook, at one moment.</summary>
/// <param name="Programs">The programs in the order they run in.</param>
/// <param name="Revision">Count of changes, from 1 up; what an attach or detach with an expected revision is compared with. 0 for hooks without.</param>
public sealed record BpfHookPrograms(IReadOnlyList<BpfHookProgram> Programs, ulong Revision)
{
    /// <summary>The programs' ids, in order.</summary>
    public IReadOnlyList<uint> Ids => [.. Programs.Select(program => program.ProgramId)];
}
