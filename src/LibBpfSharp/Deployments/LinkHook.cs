namespace LibBpfSharp.Deployments;

/// <summary>A hook held by a pinned link.</summary>
/// <param name="name">The hook's name.</param>
/// <param name="program">The name of the object's program.</param>
/// <param name="attach">Attaches for the first time.</param>
/// <param name="cgroup">The cgroup, where it is known to be one.</param>
/// <param name="attachType">Where on it; <c>null</c> for what the program says.</param>
internal sealed class LinkHook(string name, string program, Func<BpfProgram, BpfLink> attach, CgroupReference? cgroup = null, BpfAttachType? attachType = null)
    : BpfHook(name, program)
{
    /// <summary>The cgroup; <c>null</c> where the caller attaches.</summary>
    public CgroupReference? Cgroup => cgroup;

    /// <summary>Where on the cgroup; <c>null</c> for what the program says.</summary>
    public BpfAttachType? AttachType => attachType;

    internal override StoredHook Record => new(HookKind.Link, Name);

    /// <summary>Attaches for the first time.</summary>
    public BpfLink Attach(BpfProgram loaded) => attach(loaded);
}
