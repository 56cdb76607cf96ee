namespace LibBpfSharp.Deployments;

/// <summary>
/// Brings a deployment from wherever it is to where one generation runs at every hook and no other is left. A swap, its way back and a recovery
/// are this one procedure, which may be cut short at any call and begun again.
/// </summary>
/// <param name="store">The deployment.</param>
/// <param name="selector">What switches all hooks at once; <c>null</c> where each is switched by itself.</param>
internal sealed class Settlement(DeploymentStore store, Selector? selector)
{
    /// <summary>Lets a new generation take over.</summary>
    /// <param name="next">It; its pins are there and it is staged.</param>
    /// <param name="hooks">Its hooks, in the order to switch them in.</param>
    /// <param name="attachFirst">Attaches a hook for the first time.</param>
    /// <param name="beforeCommit">Called when every hook is switched, before that is recorded.</param>
    /// <exception cref="BpfDeploymentException"><see cref="BpfDeploymentError.HookTaken"/>; no hook is switched then.</exception>
    public void Advance(StoredGeneration next, IReadOnlyList<StoredHook> hooks, Func<StoredHook, BpfLink> attachFirst, Action beforeCommit)
    {
        IReadOnlyList<StoredGeneration> generations = store.ReadGenerations();
        Switch(next, hooks, generations, attachFirst);
        beforeCommit();
        Conclude(next, generations);
    }

    /// <summary>Goes to a generation that was whole before. A hook that somebody else has taken is left to them.</summary>
    /// <param name="target">It; <c>null</c> for none.</param>
    public void Restore(StoredGeneration? target)
    {
        IReadOnlyList<StoredGeneration> generations = store.ReadGenerations();
        if (target is not null) Switch(target, target.Hooks, generations, attachFirst: null);
        Conclude(target, generations);
    }

    /// <summary>Removes what the running generation does not need: hooks that are not its own, then the pins of the others.</summary>
    public void Sweep(StoredGeneration? target, IReadOnlyList<StoredGeneration> generations)
    {
        HashSet<string> kept = [.. target?.Hooks.Select(hook => hook.FileName) ?? []];
        List<StoredGeneration> others = [.. generations.Where(other => other.Number != target?.Number)];
        foreach (StoredGeneration other in others)
        {
            foreach (StoredHook hook in other.Hooks.Where(hook => !kept.Contains(hook.FileName)))
            {
                using var occupants = HookOccupants.Open(hook, target, generations);
                hook.Clear(occupants, new(other, store));
            }
        }

        // A crash between a link's pin and the record of its generation leaves a pin that no generation knows.
        HashSet<string> links = [.. target?.Hooks.OfType<LinkHook>().Select(hook => hook.Name) ?? []];
        foreach (string unknown in store.ReadLinks().Where(link => !links.Contains(link))) store.RemoveLink(unknown);

        selector?.Sweep(target);
        foreach (StoredGeneration other in others) other.Delete();
        if (target is null) selector?.Remove();
    }

    private void Conclude(StoredGeneration? running, IReadOnlyList<StoredGeneration> generations)
    {
        store.Commit(running);
        Sweep(running, generations);
    }

    private void Switch(StoredGeneration target, IReadOnlyList<StoredHook> hooks, IReadOnlyList<StoredGeneration> generations, Func<StoredHook, BpfLink>? attachFirst)
    {
        if (selector is not null)
        {
            selector.Switch(target, hooks, attachFirst);
            return;
        }

        List<HookTransfer> transfers = [];
        try
        {
            foreach (StoredHook hook in hooks) transfers.Add(HookTransfer.Plan(hook, target, generations, store));
            if (attachFirst is not null) transfers.ForEach(transfer => transfer.RequireOurs());
            foreach (HookTransfer transfer in transfers.Where(transfer => transfer.IsNeeded)) transfer.Run(attachFirst);
        }
        finally
        {
            foreach (HookTransfer transfer in transfers) transfer.Dispose();
        }
    }
}
