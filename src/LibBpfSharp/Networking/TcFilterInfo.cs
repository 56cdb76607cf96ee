namespace LibBpfSharp.Networking;

/// <summary>A filter of traffic control that is a program, or whose action is one.</summary>
/// <param name="Handle">Its number among those of its priority.</param>
/// <param name="Priority">When it runs, the lowest first.</param>
/// <param name="Protocol">The protocol of the packets it sees (<c>ETH_P_…</c>); 3 for all.</param>
/// <param name="ProgramId">The program's id; 0 for a classic filter.</param>
/// <param name="Name">What its maker called it; <c>null</c> if nothing.</param>
/// <param name="IsDirectAction">Whether what the program returns is what is done with the packet.</param>
/// <param name="IsAction">Whether the program is an action behind a filter, rather than the filter itself.</param>
public sealed record TcFilterInfo(uint Handle, ushort Priority, ushort Protocol, uint ProgramId, string? Name, bool IsDirectAction, bool IsAction);
