namespace LibBpfSharp.Deployments;

/// <summary>Why a generation could not take over, or its place not be opened.</summary>
public enum BpfDeploymentError
{
    /// <summary>Another process, or another object of this one, has the deployment open.</summary>
    Busy,

    /// <summary>Something else than a program of this deployment runs at one of its hooks: somebody updated the link, or took the slot.</summary>
    HookTaken,

    /// <summary>A map is to be taken over, and its keys or values are not what the running generation has in it.</summary>
    SchemaChanged,

    /// <summary>The deployment switches its hooks in another way than asked for (<see cref="BpfSwitchMode"/>).</summary>
    OtherMode,

    /// <summary>The step back to the generation before failed, too: the staged record stays, and the next opening settles it.</summary>
    NotRolledBack,

    /// <summary>The pins are not what a deployment leaves: something was removed from outside.</summary>
    Damaged,

    /// <summary>A hook's first link is of a kind that the kernel does not update: no later generation could take over.</summary>
    LinkNotUpdatable,
}
