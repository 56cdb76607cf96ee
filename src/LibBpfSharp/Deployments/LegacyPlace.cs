namespace LibBpfSharp.Deployments;

/// <summary>A hook on a cgroup by the legacy call. Where the cgroup is gone there is nothing to take back: what was attached went with it.</summary>
internal sealed class LegacyPlace(StoredHook hook, DeploymentStore store) : HookPlace(hook, store)
{
    public override uint Running(HookOccupants occupants)
    {
        using Cgroup? cgroup = Find();
        return cgroup is null ? 0 : RunningOn(cgroup, occupants);
    }

    public override void Put(HookOccupants occupants, Func<BpfLink>? attachFirst)
    {
        using Cgroup? cgroup = Find();
        if (cgroup is null && attachFirst is not null)
        {
            throw new BpfAttachException(
                $"Hook '{Hook.Name}' cannot run: its cgroup (id {Hook.CgroupId}) was removed. Name the cgroup that took its place, under another hook's name.",
                BpfAttachError.CgroupRemoved, objectName: Hook.Name);
        }

        if (cgroup is null) return;
        CgroupLegacyOptions options = new() { Replaced = occupants.Other(RunningOn(cgroup, occupants)) };

        // Not by an attachment, whose record would let a sweep take a killed process's program off.
        new CgroupAttempt(cgroup, occupants.Wanted!, Hook.AttachType, options).AttachLegacy(options);
    }

    public override void Clear(HookOccupants occupants)
    {
        using Cgroup? cgroup = Find();
        if (cgroup is not null && occupants.Other(RunningOn(cgroup, occupants)) is { } left) cgroup.TakeOff(left, Hook.AttachType);
    }

    private uint RunningOn(Cgroup cgroup, HookOccupants occupants) => cgroup.Query(Hook.AttachType).Ids.FirstOrDefault(occupants.Knows);

    private Cgroup? Find()
    {
        try
        {
            return Cgroup.OpenById(Hook.CgroupId, Store.Kernel);
        }
        catch (BpfAttachException gone) when (gone.Reason is BpfAttachError.CgroupNotFound)
        {
            return null;
        }
    }
}
