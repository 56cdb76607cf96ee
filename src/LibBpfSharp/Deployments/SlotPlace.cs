namespace LibBpfSharp.Deployments;

/// <summary>A hook that is a slot of a program array.</summary>
internal sealed class SlotPlace(StoredHook hook, StoredGeneration owner, DeploymentStore store) : HookPlace(hook, store)
{
    private string Path => owner.MapPath(Hook.Map);

    public override uint Running(HookOccupants occupants)
    {
        using BpfMapHandle map = Open();
        return SlotOf(map).Read();
    }

    public override void Put(HookOccupants occupants, Func<BpfLink>? attachFirst)
    {
        using BpfMapHandle map = Open();
        SlotOf(map).Write(occupants.Wanted!);
    }

    public override void Clear(HookOccupants occupants)
    {
        using BpfMapHandle map = Open();
        ProgramSlot slot = SlotOf(map);
        if (occupants.Other(slot.Read()) is not null) slot.Clear();
    }

    private BpfMapHandle Open() => PinFiles.OpenMap(Path, BpfFileFlags.None, Store.Kernel);

    private ProgramSlot SlotOf(BpfMapHandle map) => new(map, Hook.Index, Path);
}
