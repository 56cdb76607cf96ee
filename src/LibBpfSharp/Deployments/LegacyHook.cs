namespace LibBpfSharp.Deployments;

/// <summary>A hook on a cgroup by the legacy call.</summary>
internal sealed class LegacyHook(string name, string program, ulong cgroup, BpfAttachType attachType) : BpfHook(name, program)
{
    internal override StoredHook Record => new(HookKind.Cgroup, Name) { CgroupId = cgroup, AttachType = attachType };
}
