namespace LibBpfSharp.Networking;

/// <summary>A filter of traffic control that is a program, or whose action is one.</summary>
public sealed record TcFilterInfo
{
    internal TcFilterInfo()
    {
    }

    /// <summary>Its number among those of its priority.</summary>
    public required uint Handle { get; init; }

    /// <summary>When it runs, the lowest first.</summary>
    public required ushort Priority { get; init; }

    /// <summary>The protocol of the packets it sees (<c>ETH_P_…</c>); 3 for all.</summary>
    public required ushort Protocol { get; init; }

    /// <summary>The program's id; 0 for a classic filter.</summary>
    public required uint ProgramId { get; init; }

    /// <summary>What its maker called it; <c>null</c> if nothing.</summary>
    public string? Name { get; init; }

    /// <summary>Whether what the program returns is what is done with the packet.</summary>
    public required bool IsDirectAction { get; init; }

    /// <summary>Whether the program is an action behind a filter, rather than the filter itself.</summary>
    public required bool IsAction { get; init; }
}
