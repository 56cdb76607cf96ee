namespace LibBpfSharp.Deployments;

/// <summary>Where a hook's program is: what can be asked of and done to each kind of hook.</summary>
internal abstract class HookPlace(StoredHook hook, DeploymentStore store)
{
    protected StoredHook Hook => hook;

    protected DeploymentStore Store => store;

    /// <summary>The place of a hook.</summary>
    /// <param name="hook">The hook.</param>
    /// <param name="owner">A generation that has it.</param>
    /// <param name="store">The deployment.</param>
    public static HookPlace Of(StoredHook hook, StoredGeneration owner, DeploymentStore store) => hook.Kind switch
    {
        HookKind.Link => new LinkPlace(hook, store),
        HookKind.Cgroup => new LegacyPlace(hook, store),
        _ => new SlotPlace(hook, owner, store),
    };

    /// <summary>The id of the program that runs here; 0 for none. Beside a legacy hook others may run, which are not looked at.</summary>
    public abstract uint Running(HookOccupants occupants);

    /// <summary>Makes the wanted program run here, in the place of another generation's if one does.</summary>
    /// <param name="occupants">Who may be met.</param>
    /// <param name="attachFirst">Attaches where nothing is yet; <c>null</c> in a recovery, which knows no way to.</param>
    public abstract void Put(HookOccupants occupants, Func<BpfLink>? attachFirst);

    /// <summary>Takes away what generations have put here.</summary>
    public abstract void Clear(HookOccupants occupants);
}
