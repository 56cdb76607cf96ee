namespace LibBpfSharp.Cgroups;

/// <summary>What holds a program on a cgroup.</summary>
public enum CgroupAttachmentKind
{
    /// <summary>It cannot be told: links are listed for CAP_SYS_ADMIN only, and none that this process holds or that is pinned holds the program.</summary>
    Unknown,

    /// <summary>A link: the program goes with its last descriptor and pin.</summary>
    Link,

    /// <summary>The legacy call: nobody owns the attachment, and it stays until it is detached or the cgroup goes.</summary>
    Legacy,
}
