namespace LibBpfSharp;

/// <summary>What is said about a use of a link.</summary>
internal static class LinkUses
{
    /// <summary>The use, as the subject of a sentence.</summary>
    public static string Describe(this LinkUse use) => use switch
    {
        LinkUse.Update => "updating",
        LinkUse.Detach => "detaching by call",
        LinkUse.Pin => "pinning",
        LinkUse.Duplicate => "duplicating",
        LinkUse.Ask => "asking about",
        _ => "handing over",
    };
}
