namespace LibBpfSharp.Tracing;

/// <summary>What kernel and user-space probes have in common.</summary>
public abstract record ProbeOptions
{
    private protected ProbeOptions()
    {
    }

    /// <summary>Whether the program runs when the function returns, in place of when it is entered.</summary>
    public bool IsReturn { get; init; }

    /// <summary>What <c>bpf_get_attach_cookie</c> gives the program (5.15); 0 for none.</summary>
    public ulong Cookie { get; init; }

    /// <summary>The way of attaching.</summary>
    public ProbeAttachMode Mode { get; init; }
}
