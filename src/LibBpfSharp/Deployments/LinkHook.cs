namespace LibBpfSharp.Deployments;

/// <summary>A hook held by a pinned link. Where what it was attached to is gone, nothing can run until somebody attaches anew.</summary>
internal sealed record LinkHook(string Name) : StoredHook(Name)
{
    private const string Prefix = "link-";

    public override string FileName => Prefix + Name;

    /// <summary>Reads the name of a pin; <c>null</c> if it is not of this kind.</summary>
    public static LinkHook? Parse(string fileName) => fileName.StartsWith(Prefix, StringComparison.Ordinal) ? new(fileName[Prefix.Length..]) : null;

    public override uint Running(HookOccupants occupants, HookScene scene)
    {
        using BpfLink? link = scene.Store.OpenLink(Name);
        return link?.ProgramId ?? 0;
    }

    public override void Put(HookOccupants occupants, HookScene scene, Func<BpfLink>? attachFirst)
    {
        using BpfLink? link = scene.Store.OpenLink(Name);
        if (link is not null) Update(link, occupants, scene.Store);
        else if (attachFirst is not null) scene.Store.AttachLink(Name, () => WithUpdates(attachFirst(), occupants.Wanted!, scene.Store));
    }

    /// <summary>Tries with a new link what the next generation will do: to update it, here to the program it has.</summary>
    /// <exception cref="BpfDeploymentException"><see cref="BpfDeploymentError.LinkNotUpdatable"/>; the link is disposed then.</exception>
    private BpfLink WithUpdates(BpfLink link, BpfProgramHandle program, DeploymentStore store)
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
                $"Hook '{Name}' cannot be held by what attaches it, since no later generation could take over: {cause.Message} "
                + $"In mode {BpfSwitchMode.Selector} no link is updated, where programs of the hook's type may tail-call.",
                BpfDeploymentError.LinkNotUpdatable, store.Path, cause.Errno, cause);
        }
        finally
        {
            refused?.Dispose();
        }
    }

    private void Update(BpfLink link, HookOccupants occupants, DeploymentStore store)
    {
        BpfProgramHandle? expected = occupants.Other(link.ProgramId);
        try
        {
            link.Exchange(new LinkUpdate(occupants.Wanted!, expected));
        }
        catch (BpfAttachException missing) when (missing.Reason == BpfAttachError.StorageMissing && RanBefore(occupants.WantedId, store))
        {
            link.Exchange(new LinkUpdate(occupants.Wanted!, expected) { RanBefore = true });
        }
    }

    /// <summary>Whether a program is that of the generation a swap began from.</summary>
    private bool RanBefore(uint program, DeploymentStore store)
    {
        if (store.ReadCurrent() is not { } current || !current.Has(this)) return false;
        using BpfProgramHandle before = current.OpenProgram(this);
        return BpfProgramInfo.Read(before).Id == program;
    }

    public override void Clear(HookOccupants occupants, HookScene scene)
    {
        if (scene.Store.HasLink(Name)) scene.Store.RemoveLink(Name);
    }
}
