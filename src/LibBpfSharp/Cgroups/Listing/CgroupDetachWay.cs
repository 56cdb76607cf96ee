namespace LibBpfSharp.Cgroups;

/// <summary>How this process can take a program off a cgroup.</summary>
public enum CgroupDetachWay
{
    /// <summary>It cannot: it has neither the link's descriptor nor a pin of it nor the capability that goes without.</summary>
    None,

    /// <summary>By <see cref="Cgroup.Detach"/> with the program, which takes CAP_NET_ADMIN: a legacy attachment.</summary>
    Program,

    /// <summary>By the link, of which this process has a descriptor.</summary>
    OwnLink,

    /// <summary>By the link, which it can open by a pin (<see cref="CgroupLink.OpenPinned(string)"/>).</summary>
    PinnedLink,

    /// <summary>By the link, which it can open by the id (<see cref="BpfLink.OpenById(uint)"/>), as CAP_SYS_ADMIN allows.</summary>
    LinkById,
}
