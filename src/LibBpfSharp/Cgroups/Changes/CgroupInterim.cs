namespace LibBpfSharp.Cgroups;

/// <summary>What events between the calls of a change met that takes more than one.</summary>
public enum CgroupInterim
{
    /// <summary>Nothing else than before or after: the change is one call.</summary>
    None,

    /// <summary>Both the program that came and the one that went: for a moment an event could meet both, and none met neither.</summary>
    Both,

    /// <summary>Neither: for a moment an event could go unseen.</summary>
    Neither,
}
