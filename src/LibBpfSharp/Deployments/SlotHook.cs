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

    /// <summary>Whether it is a slot of an object's map.</summary>
    public bool IsIn(BpfMap map) => GenerationPins.NameOf(map) == Map;

    public override uint Running(HookOccupants occupants, HookScene scene)
    {
        using BpfMapHandle? map = Find(scene);
        return map is null ? 0 : SlotOf(map, scene).Read();
    }

    public override void Put(HookOccupants occupants, HookScene scene, Func<BpfLink>? attachFirst)
    {
        using BpfMapHandle map = Find(scene)
            ?? throw new BpfDeploymentException($"Hook '{Name}' cannot run: its program array '{Map}' is gone.", BpfDeploymentError.Damaged, scene.Owner.MapPath(Map));
        SlotOf(map, scene).Write(occupants.Wanted!);
    }

    public override void Clear(HookOccupants occupants, HookScene scene)
    {
        using BpfMapHandle? map = Find(scene);
        if (map is null) return;
        ProgramSlot slot = SlotOf(map, scene);
        if (occupants.Other(slot.Read()) is not null) slot.Clear();
    }

    /// <summary>The program array; <c>null</c> where the generation has none of that name, so that nothing can be in its slots.</summary>
    private BpfMapHandle? Find(HookScene scene)
    {
        if (!scene.Owner.HasMap(Map)) return null;
        BpfMapHandle map = PinFiles.OpenMap(scene.Owner.MapPath(Map), BpfFileFlags.None, scene.Store.Kernel);
        bool isArray = false;
        try
        {
            isArray = BpfMapInfo.Read(map).Type is BpfMapType.ProgArray;
            return isArray ? map : null;
        }
        finally
        {
            if (!isArray) map.Dispose();
        }
    }

    private ProgramSlot SlotOf(BpfMapHandle map, HookScene scene) => new(map, Index, scene.Owner.MapPath(Map));
}
