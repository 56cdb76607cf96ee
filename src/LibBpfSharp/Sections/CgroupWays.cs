namespace LibBpfSharp;

/// <summary>Programs of cgroups, those at LSM hooks included.</summary>
internal static class CgroupWays
{
    private const string Hooks = $"{nameof(BpfAttachOptions)}.{nameof(BpfAttachOptions.AttachType)} where its section names no hook, as \"cgroup/skb\"";

    public static AttachWay Any { get; } = new(
        $"{AttachWay.Options(nameof(BpfAttachOptions.Cgroup))}, and {Hooks}", Attach);

    private static CgroupLink? Attach(AttachRequest request)
    {
        (BpfProgram program, BpfAttachOptions options) = request;
        if (options.Cgroup is not { } cgroup) return null;
        if (!program.TryGetCgroupAttachType(out BpfAttachType type))
        {
            if (options.AttachType is not { } named) return null;
            type = named;
        }

        return program.AttachCgroup(cgroup, new()
        {
            AttachType = type,
            Position = options.Position,
            ExpectedRevision = options.ExpectedRevision,
            Preorder = options.Preorder,
        });
    }
}
