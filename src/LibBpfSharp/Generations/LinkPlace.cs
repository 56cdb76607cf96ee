namespace LibBpfSharp;

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
        if (link is not null) link.Update(occupants.Wanted!, expected: occupants.Other(link.ProgramId));
        else if (attachFirst is not null) Store.AttachLink(Hook.Name, attachFirst);
    }

    public override void Clear(HookOccupants occupants)
    {
        if (File.Exists(Store.LinkPath(Hook.Name))) Store.RemoveLink(Hook.Name);
    }
}
