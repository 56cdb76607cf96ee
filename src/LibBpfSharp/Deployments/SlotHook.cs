using System.Globalization;

namespace LibBpfSharp.Deployments;

/// <summary>A hook that is a slot of a program array.</summary>
/// <param name="Name">The hook's name.</param>
/// <param name="Map">The pin of the program array in the generation's folder of maps.</param>
/// <param name="Index">The slot.</param>
internal sealed record SlotHook(string Name, string Map, uint Index) : StoredHook(Name)
{
    private const string Prefix = "slot";

    public override string FileName => string.Create(CultureInfo.InvariantCulture, $"{Prefix}-{Index}-{Map}-{Name}");

    /// <summary>Reads the name of a pin; <c>null</c> if it is not of this kind.</summary>
    public static SlotHook? Parse(string fileName)
        => fileName.Split('-', 4) is [Prefix, var index, var map, var name]
            && uint.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out uint slot) ? new(name, map, slot) : null;

    public override uint Running(HookOccupants occupants, HookScene scene)
    {
        using BpfMapHandle map = Open(scene);
        return SlotOf(map, scene).Read();
    }

    public override void Put(HookOccupants occupants, HookScene scene, Func<BpfLink>? attachFirst)
    {
        using BpfMapHandle map = Open(scene);
        SlotOf(map, scene).Write(occupants.Wanted!);
    }

    public override void Clear(HookOccupants occupants, HookScene scene)
    {
        using BpfMapHandle map = Open(scene);
        ProgramSlot slot = SlotOf(map, scene);
        if (occupants.Other(slot.Read()) is not null) slot.Clear();
    }

    private BpfMapHandle Open(HookScene scene) => PinFiles.OpenMap(scene.Owner.MapPath(Map), BpfFileFlags.None, scene.Store.Kernel);

    private ProgramSlot SlotOf(BpfMapHandle map, HookScene scene) => new(map, Index, scene.Owner.MapPath(Map));
}
