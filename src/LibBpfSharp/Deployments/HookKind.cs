namespace LibBpfSharp.Deployments;

/// <summary>What holds a program at a hook.</summary>
internal enum HookKind
{
    /// <summary>A pinned link.</summary>
    Link,

    /// <summary>A legacy attachment to a cgroup.</summary>
    Cgroup,

    /// <summary>A slot of a program array.</summary>
    Slot,
}
