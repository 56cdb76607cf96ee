namespace LibBpfSharp.Networking;

/// <summary>Where a netfilter program runs.</summary>
public sealed record NetfilterOptions
{
    /// <summary>The protocol family.</summary>
    public required NetfilterFamily Family { get; init; }

    /// <summary>The hook.</summary>
    public required NetfilterHook Hook { get; init; }

    /// <summary>Where among the programs and rules of the hook it runs, the lowest first; no two programs of a hook may have the same. The two farthest numbers are the kernel's.</summary>
    public int Priority { get; init; }

    /// <summary>What is done with packets before.</summary>
    public NetfilterLinkFlags Flags { get; init; }
}
