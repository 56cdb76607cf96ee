namespace LibBpfSharp.Networking;

/// <summary>One program of a hook.</summary>
/// <param name="ProgramId">The program's id.</param>
/// <param name="LinkId">The id of the link that holds it there; 0 for one attached without a link, and for hooks that do not tell.</param>
public sealed record BpfHookProgram(uint ProgramId, uint LinkId);
