namespace LibBpfSharp.TestSupport.Hooks;

/// <summary>What became of a hook on one kernel.</summary>
public enum HookOutcome
{
    /// <summary>Its program was loaded and attached, ran, and counted.</summary>
    Fired,

    /// <summary>The kernel lacks or refuses it: the load or the attachment gave an errno.</summary>
    Refused,

    /// <summary>Anything else.</summary>
    Failed,
}
