namespace LibBpfSharp;

/// <summary>Where a <see cref="BpfObject"/> is in its life.</summary>
public enum BpfObjectState
{
    /// <summary>Parsed, and open to configuration; nothing is in the kernel.</summary>
    Open,

    /// <summary>Resolved, and its maps are in the kernel; programs are not yet.</summary>
    Prepared,

    /// <summary>In the kernel.</summary>
    Loaded,

    /// <summary>Disposed: all it owned is closed.</summary>
    Disposed,
}
