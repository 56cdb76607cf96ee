namespace LibBpfSharp;

/// <summary>One exchange of what a link attaches.</summary>
/// <param name="Next">The program that comes; for operations the map.</param>
/// <param name="Expected">What must be attached now; <c>null</c> takes any.</param>
internal sealed record LinkUpdate(BpfHandle Next, BpfHandle? Expected)
{
    /// <summary>What comes, for messages; <c>null</c> where only its descriptor is known.</summary>
    public string? Name { get; init; }

    /// <summary>The program that comes, where the caller has more of it than a descriptor.</summary>
    public BpfProgram? Program { get; init; }

    /// <summary>What the link is to hold for it, owned by the link once it is exchanged; <c>null</c> to go on holding the same.</summary>
    public KeptMaps? Maps { get; init; }

    /// <summary>Whether it ran on this very link before, so that it is known to fit.</summary>
    public bool RanBefore { get; init; }
}
