namespace LibBpfSharp.Networking;

/// <summary>One program of a hook.</summary>
public sealed record BpfHookProgram
{
    internal BpfHookProgram()
    {
    }

    /// <summary>The program's id.</summary>
    public required uint ProgramId { get; init; }

    /// <summary>The id of the link that holds it there; 0 for one attached without a link, and for hooks that do not tell.</summary>
    public required uint LinkId { get; init; }
}
