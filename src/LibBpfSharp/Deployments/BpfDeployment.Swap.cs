namespace LibBpfSharp.Deployments;

public sealed partial class BpfDeployment
{
    /// <summary>Loads an object and lets its programs take over from the running generation's; or, where none runs, attaches them.</summary>
    /// <param name="next">An object that is open and configured, but not prepared or loaded. It is loaded here, and stays the caller's.</param>
    /// <param name="options">What runs where, and what becomes of the maps.</param>
    /// <returns>The generation that runs now.</returns>
    /// <remarks>
    /// In this order: maps are taken over and checked, the object is loaded, programs and maps are pinned, migrations copy, the swap is recorded,
    /// the hooks are switched in the order given, that is recorded, and the old generation's pins are removed. A failure before the last step takes all
    /// of it back; <paramref name="next"/> must be disposed then.
    /// </remarks>
    /// <exception cref="ArgumentException">A hook names no program of the object, two have one name, one cannot be used in this <see cref="Mode"/>, one is a slot of no program array, or one is elsewhere in the running generation; or something of <paramref name="options"/> is <c>null</c>.</exception>
    /// <exception cref="InvalidOperationException">
    /// What is to attach a hook (<see cref="BpfHook.Link"/>) returns no link, or one to another program than it was handed; or a callback of a swap or <see cref="Remove"/> calls this.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The deployment is disposed.</exception>
    /// <exception cref="BpfDeploymentException">
    /// <see cref="BpfDeploymentError.SchemaChanged"/>, <see cref="BpfDeploymentError.HookTaken"/>, <see cref="BpfDeploymentError.LinkNotUpdatable"/>, <see cref="BpfDeploymentError.NotRolledBack"/>.
    /// </exception>
    /// <exception cref="BpfAttachException">
    /// A new program does not fit its hook's link (<see cref="BpfAttachError.ProgramMismatch"/>, <see cref="BpfAttachError.StorageMissing"/>, <see cref="BpfAttachError.UpdateMisplaced"/>),
    /// or a hook's cgroup is gone (<see cref="BpfAttachError.CgroupRemoved"/>, <see cref="BpfAttachError.CgroupNotFound"/>).
    /// </exception>
    /// <exception cref="BpfException">As for <see cref="BpfObject.Load"/>, pinning and attaching.</exception>
    /// <example>
    /// <code>
    /// using var next = BpfObject.Open("generation.bpf.o"); // open and configured, not loaded
    /// BpfGeneration running = deployment.Swap(next, new()
    /// {
    ///     Hooks = [BpfHook.CgroupLink("ingress", cgroup), BpfHook.CgroupLink("egress", cgroup)],
    /// });
    /// using BpfMap seen = running.OpenMap("seen");       // with all that earlier generations counted
    /// </code>
    /// </example>
    public BpfGeneration Swap(BpfObject next, BpfSwapOptions options)
    {
        ArgumentNullException.ThrowIfNull(next);
        ArgumentNullException.ThrowIfNull(options);
        return InTurn(() => SwapNow(next, options));
    }

    private BpfGeneration SwapNow(BpfObject next, BpfSwapOptions options)
    {
        StoredGeneration? running = _store.ReadCurrent();
        HookPlan plan = new(next, options.Hooks, Mode, running, _store);
        using MapTakeover maps = new(next, running, options, _store);
        StoredGeneration staged = _store.Get((running?.Number ?? 0) + 1);
        try
        {
            maps.Choose();
            next.Load();
            _selector?.Prepare();
            GenerationPins.Make(staged, next, plan);
            maps.Copy();
            options.BeforeSwitch?.Invoke(next);
            _store.Stage(staged);
            _settlement.Advance(staged, plan.Records, plan.Attacher(_selector), maps.CatchUp);
        }
        catch (Exception failure)
        {
            TakeBack(running, failure);
            throw;
        }

        return new(staged, Mode, _store.Kernel);
    }

    private void TakeBack(StoredGeneration? running, Exception failure)
    {
        try
        {
            // Once committed the new generation runs, and only its predecessor's pins may be left: the next opening sweeps them.
            if (_store.ReadStaged() is not null) _settlement.Restore(running);
            else if (_store.ReadCurrent()?.Number == running?.Number) _settlement.Sweep(running, _store.ReadGenerations());
        }
        catch (Exception second)
        {
            throw new BpfDeploymentException(
                $"The swap failed ({failure.Message}), and so did the way back ({second.Message}). Open the deployment again to settle it.",
                BpfDeploymentError.NotRolledBack, _store.Path, (second as BpfException)?.Errno ?? Errno.None, failure);
        }
    }
}
