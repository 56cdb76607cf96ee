namespace LibBpfSharp.Deployments;

/// <summary>A hook held by a pinned link. Where what it was attached to is gone, nothing can run until somebody attaches anew.</summary>
internal sealed class LinkPlace(StoredHook hook, DeploymentStore store) : HookPlace(hook, store)
{
    public override uint Running(HookOccupants occupants)
    {
        using BpfLink? link = Store.OpenLink(Hook.Name);
        return link?.ProgramId ?? 0;
    }

    public override void Put(HookOccupants occupants, Func<BpfLink>? attachFirst)
    {
        using BpfLink? link = Store.OpenLink(Hook.Name);
        if (link is not null) Update(link, occupants);
        else if (attachFirst is not null) Store.AttachLink(Hook.Name, () => WithUpdates(attachFirst(), occupants.Wanted!));
    }

    /// <summary>Tries with a new link what the next generation will do: to update it, here to the program it has.</summary>
    /// <exception cref="BpfDeploymentException"><see cref="BpfDeploymentError.LinkNotUpdatable"/>; the link is disposed then.</exception>
    private BpfLink WithUpdates(BpfLink link, BpfProgramHandle program)
    {
        // The kernel has updated links of cgroups as long as there are any; where one is misplaced (PREORDER), none is made in vain.
        if (link is CgroupLink) return link;
        BpfLink? refused = link;
        try
        {
            link.Exchange(new LinkUpdate(program, Expected: null));
            refused = null;
            return link;
        }
        catch (BpfException cause) when (cause is BpfNotSupportedException or BpfAttachException { Reason: BpfAttachError.InvalidOptions })
        {
            throw new BpfDeploymentException(
                $"Hook '{Hook.Name}' cannot be held by what attaches it, since no later generation could take over: {cause.Message} "
                + $"In mode {BpfSwitchMode.Selector} no link is updated, where programs of the hook's type may tail-call.",
                BpfDeploymentError.LinkNotUpdatable, Store.Path, cause.Errno, cause);
        }
        finally
        {
            refused?.Dispose();
        }
    }

    private void Update(BpfLink link, HookOccupants occupants)
    {
        BpfProgramHandle? expected = occupants.Other(link.ProgramId);
        try
        {
            link.Exchange(new LinkUpdate(occupants.Wanted!, expected));
        }
        catch (BpfAttachException missing) when (missing.Reason == BpfAttachError.StorageMissing && RanBefore(occupants.WantedId))
        {
            link.Exchange(new LinkUpdate(occupants.Wanted!, expected) { RanBefore = true });
        }
    }

    /// <summary>Whether a program is that of the generation a swap began from.</summary>
    private bool RanBefore(uint program)
    {
        if (Store.ReadCurrent() is not { } current || !current.Has(Hook)) return false;
        using BpfProgramHandle before = current.OpenProgram(Hook);
        return BpfProgramInfo.Read(before).Id == program;
    }

    public override void Clear(HookOccupants occupants)
    {
        if (Store.HasLink(Hook.Name)) Store.RemoveLink(Hook.Name);
    }
}
