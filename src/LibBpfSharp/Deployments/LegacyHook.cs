using System.Globalization;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Deployments;

/// <summary>A hook on a cgroup by the legacy call. Where the cgroup is gone, or the kernel has no such hook, there is nothing to take back.</summary>
internal sealed record LegacyHook(string Name, ulong CgroupId, BpfAttachType AttachType) : StoredHook(Name)
{
    private const string Prefix = "cgroup";

    public override string FileName => string.Create(CultureInfo.InvariantCulture, $"{Prefix}-{(int)AttachType}-{CgroupId:x}-{Name}");

    /// <summary>Reads the name of a pin; <c>null</c> if it is not of this kind.</summary>
    public static LegacyHook? Parse(string fileName)
        => fileName.Split('-', 4) is [Prefix, var attachType, var cgroup, var name]
            && int.TryParse(attachType, NumberStyles.None, CultureInfo.InvariantCulture, out int type)
            && ulong.TryParse(cgroup, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong id) ? new(name, id, (BpfAttachType)type) : null;

    public override uint Running(HookOccupants occupants, HookScene scene)
    {
        using Cgroup? cgroup = Find(scene.Store.Kernel);
        return cgroup is null ? 0 : RunningOn(cgroup, occupants);
    }

    public override void Put(HookOccupants occupants, HookScene scene, Func<BpfLink>? attachFirst)
    {
        using Cgroup? cgroup = Find(scene.Store.Kernel);
        if (cgroup is null && attachFirst is not null)
        {
            throw new BpfAttachException(
                $"Hook '{Name}' cannot run: its cgroup (id {CgroupId}) was removed. Name the cgroup that took its place, under another hook's name.",
                BpfAttachError.CgroupRemoved, objectName: Name);
        }

        if (cgroup is null) return;
        CgroupLegacyOptions options = new() { Replaced = occupants.Other(RunningOn(cgroup, occupants)) };

        // Not by an attachment, whose record would let a sweep take a killed process's program off.
        new CgroupAttempt(cgroup, occupants.Wanted!, AttachType, options).AttachLegacy(options);
    }

    public override void Clear(HookOccupants occupants, HookScene scene)
    {
        using Cgroup? cgroup = Find(scene.Store.Kernel);
        if (cgroup is not null && occupants.Other(RunningOn(cgroup, occupants)) is { } left) cgroup.TakeOff(left, AttachType);
    }

    private uint RunningOn(Cgroup cgroup, HookOccupants occupants) => cgroup.IdsAt(AttachType).FirstOrDefault(occupants.Knows);

    private Cgroup? Find(Kernel kernel)
    {
        try
        {
            return Cgroup.OpenById(CgroupId, kernel);
        }
        catch (BpfAttachException gone) when (gone.Reason is BpfAttachError.CgroupNotFound)
        {
            return null;
        }
    }
}
