namespace LibBpfSharp.Deployments;

/// <summary>A hook held by a pinned link.</summary>
/// <param name="name">The hook's name.</param>
/// <param name="program">The name of the object's program.</param>
/// <param name="attach">Attaches for the first time.</param>
/// <param name="cgroup">The cgroup's directory, where it is known to be one.</param>
internal sealed class LinkHook(string name, string program, Func<BpfProgram, BpfLink> attach, string? cgroup = null) : BpfHook(name, program)
{
    /// <summary>The cgroup's directory; <c>null</c> where the caller attaches.</summary>
    public string? Cgroup => cgroup;

    internal override StoredHook Record => new(HookKind.Link, Name);

    /// <summary>Attaches for the first time.</summary>
    public BpfLink Attach(BpfProgram loaded) => attach(loaded);
}
