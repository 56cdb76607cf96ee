namespace LibBpfSharp.Deployments;

/// <summary>What opening a deployment found, and did about it.</summary>
public enum BpfRecoveryOutcome
{
    /// <summary>Nothing was unfinished.</summary>
    Clean,

    /// <summary>A swap was unfinished: the hooks went back to the generation before it.</summary>
    Reverted,

    /// <summary>A swap was unfinished: it was brought to its end.</summary>
    Finished,

    /// <summary>The hooks were all switched or none was; only pins of a generation that does not run were left, and removed.</summary>
    Swept,
}
