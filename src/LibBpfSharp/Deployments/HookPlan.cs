namespace LibBpfSharp.Deployments;

/// <summary>The hooks of one swap, checked against the object and the running generation before anything is done.</summary>
internal sealed class HookPlan
{
    private readonly Dictionary<StoredHook, (BpfHook Hook, BpfProgram Program)> _programs = [];

    public HookPlan(BpfObject next, IReadOnlyList<BpfHook> hooks, BpfSwitchMode mode, StoredGeneration? running, DeploymentStore store)
    {
        if (hooks is null) throw new ArgumentException("No hooks are given (null).", nameof(hooks));
        if (hooks.Any(hook => hook is null)) throw new ArgumentException("A hook is null.", nameof(hooks));
        if (hooks.Count == 0) throw new ArgumentException("A generation has at least one hook; to end the deployment, remove it.", nameof(hooks));
        foreach (BpfHook hook in hooks)
        {
            if (!next.Programs.TryGet(hook.Program, out BpfProgram? program))
                throw new ArgumentException($"Hook '{hook.Name}' runs the program '{hook.Program}', which the object does not have.", nameof(hooks));
            if (mode is BpfSwitchMode.Selector && hook.Attach is null)
                throw new ArgumentException($"Hook '{hook.Name}' is not held by a link, which a deployment in mode {mode} takes.", nameof(hooks));
            if (hook.Record is SlotHook slot && !HasArray(next, slot))
                throw new ArgumentException($"Hook '{hook.Name}' is a slot of '{slot.Map}', and the object has no program array of that name that is created.", nameof(hooks));
            if (_programs.Keys.Any(other => other.Name == hook.Name))
                throw new ArgumentException($"Two hooks have the name '{hook.Name}'.", nameof(hooks));
            _programs.Add(hook.Record, (hook, program));
            string? before = hook.Cgroup is { } cgroup ? OtherPlace(hook, program, cgroup, store) : null;
            before ??= running?.Hooks.FirstOrDefault(old => old.Name == hook.Name && old != hook.Record)?.FileName;
            if (before is null) continue;
            throw new ArgumentException(
                $"Hook '{hook.Name}' is another one in the running generation ({before}): the two cannot be switched without a gap. Give the new one another name.", nameof(hooks));
        }
    }

    public IReadOnlyList<StoredHook> Records => [.. _programs.Keys];

    public IEnumerable<(StoredHook Record, BpfProgram Program)> Programs => _programs.Select(hook => (hook.Key, hook.Value.Program));

    /// <summary>Attaches a hook for the first time: its program, or what is attached in its place.</summary>
    public Func<StoredHook, BpfLink> Attacher(Selector? selector) => record =>
    {
        (BpfHook hook, BpfProgram program) = _programs[record];
        if (selector is null) return Attach(hook, program);
        using BpfProgram dispatcher = selector.LoadDispatcher(record, program);
        return Attach(hook, dispatcher);
    };

    private static bool HasArray(BpfObject next, SlotHook slot)
        => next.Maps.Any(map => map is { Type: BpfMapType.ProgArray, AutoCreate: true } && slot.IsIn(map));

    /// <summary>Lets the caller attach, and sees that it is what was handed over that runs.</summary>
    private static BpfLink Attach(BpfHook hook, BpfProgram program)
    {
        BpfLink? link = hook.Attach!(program) ?? throw new InvalidOperationException($"What is to attach hook '{hook.Name}' has returned no link.");
        try
        {
            if (FindOther(link, program.Info.Id) is { } other)
                throw new InvalidOperationException($"What is to attach hook '{hook.Name}' has returned a link to program {other} in place of program {program.Info.Id} ('{program.Name}'), which it was handed.");
            BpfLink attached = link;
            link = null;
            return attached;
        }
        finally
        {
            link?.Dispose();
        }
    }

    /// <summary>The program of a link, if it is another one. What is no link of the kernel's own tells none, and is refused later: it takes no update and no pin.</summary>
    private static uint? FindOther(BpfLink link, uint wanted)
    {
        try
        {
            return link.ProgramId is var id && id != wanted ? id : null;
        }
        catch (BpfNotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Where a hook's link is, if not where it is to be. The kernel updates a link wherever it is, and takes a packet filter for the other direction.</summary>
    private static string? OtherPlace(BpfHook hook, BpfProgram program, CgroupReference wanted, DeploymentStore store)
    {
        using BpfLink? link = store.OpenLink(hook.Name);
        if (link is null) return null;
        if (link is not CgroupLink there) return $"a {link.Type} link";

        using Cgroup cgroup = wanted.Open(store.Kernel);
        CgroupLinkInfo info = there.Info;
        if (info.CgroupId != cgroup.Id) return $"on the cgroup with id {info.CgroupId}, not on '{wanted}' with id {cgroup.Id}";
        BpfAttachType? type = hook.AttachType ?? (program.TryGetCgroupAttachType(out BpfAttachType known) ? known : null);
        return type is not null && type != info.AttachType ? $"at {info.AttachType}, not at {type}" : null;
    }
}
