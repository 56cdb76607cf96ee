namespace LibBpfSharp.Deployments;

/// <summary>What to do about a swap that its process did not live to finish.</summary>
public enum BpfRecovery
{
    /// <summary>Every hook goes back to the generation that ran before the swap.</summary>
    Revert,

    /// <summary>The rest of the hooks goes to the new generation, if all of its hooks were attached; else back. What a migration would catch up on is lost then. If a hook refuses its program, opening throws, and <see cref="Revert"/> is left.</summary>
    Finish,
}
