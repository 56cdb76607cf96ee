using LibBpfSharp.Interop;
using LibBpfSharp.Loading.StructOps;
using Microsoft.Extensions.Logging;

namespace LibBpfSharp.Loading;

/// <summary>Creates the maps of an object, or takes pinned ones in their place; fills, freezes and pins them.</summary>
internal sealed partial class MapCreator(LoadPlan plan, LoadJournal journal)
{
    internal void CreateAll()
    {
        foreach (MapPlan map in plan.Maps)
        {
            if (map.AutoCreate) Create(map);
        }

        foreach (MapPlan map in plan.Maps)
        {
            if (map.Spec.Slots.Count > 0 && map is { Handle: not null, IsReused: false } && map.Type is not BpfMapType.ProgArray)
                MapSlots.Fill(map, slot => plan.Maps[slot.TargetIndex].Handle);
        }
    }

    private void Create(MapPlan map)
    {
        if (map is { Type: BpfMapType.PerfEventArray, MaxEntries: 0 }) map.MaxEntries = (uint)PossibleCpus.Count(plan.Kernel);
        if (map.Reused is not null)
        {
            (map.Handle, map.IsReused) = (map.Reused, true);
        }
        else
        {
            if (map.PinPath is not null && MapReuse.TryReuse(map, plan, journal)) return;
            map.Handle = CreateInKernel(map);
            if (map.Spec.IsInternal) FillInternal(map);
            if (map.Type is BpfMapType.Arena) MapArena(map);
        }

        if (map.PinPath is not null) Pin(map);
    }

    private BpfMapHandle CreateInKernel(MapPlan map)
    {
        bool isDefined = map is { InnerTemplate: null, Spec.InnerMap: not null } && IsMapOfMaps(map.Type);
        using BpfMapHandle? made = isDefined ? CreateInner(map, map.Spec.InnerMap!) : null;
        using HandleHold inner = new(map.InnerTemplate ?? made);
        MapCreateAttr attributes = new()
        {
            MapType = map.Type,
            KeySize = map.KeySize,
            ValueSize = map.ValueSize,
            MaxEntries = map.MaxEntries,
            MapFlags = map.Flags,
            NumaNode = map.NumaNode,
            MapExtra = map.MapExtra,
            MapName = ObjectName.From(map.Spec.KernelName),
            InnerMapFd = inner.Descriptor,
        };
        if (map.StructOps is { } operations) Describe(operations, ref attributes);
        BpfMapHandle handle = Create(attributes, map.Type, map.KeyTypeId, map.ValueTypeId, map.Name);
        journal.Made(handle);
        return handle;
    }

    private static void Describe(StructOpsPlan operations, ref MapCreateAttr attributes)
    {
        attributes.BtfVmlinuxValueTypeId = operations.ValueTypeId;
        if (operations.Module is not { } module) return;
        attributes.ValueTypeBtfObjFd = module.Descriptor;
        attributes.MapFlags |= BpfMapFlags.VtypeBtfObjFd;
    }

    /// <summary>The template of a map of maps: the kernel takes its properties and needs it no longer.</summary>
    private BpfMapHandle CreateInner(MapPlan outer, BpfMapSpec template)
    {
        MapCreateAttr attributes = new()
        {
            MapType = template.Type,
            KeySize = template.KeySize,
            ValueSize = template.ValueSize,
            MaxEntries = template is { Type: BpfMapType.PerfEventArray, MaxEntries: 0 } ? (uint)PossibleCpus.Count(plan.Kernel) : template.MaxEntries,
            MapFlags = template.Flags,
            NumaNode = template.NumaNode,
            MapExtra = template.MapExtra,
            MapName = ObjectName.From(template.Name),
        };
        return Create(attributes, template.Type, template.KeyTypeId, template.ValueTypeId, $"{outer.Name}.inner");
    }

    /// <summary>With BTF where the type takes it and the kernel agrees, else without.</summary>
    private BpfMapHandle Create(MapCreateAttr attributes, BpfMapType type, uint keyTypeId, uint valueTypeId, string name)
    {
        if (plan.Btf is { } types && TakesBtf(type))
        {
            // The value of struct_ops is a type of the kernel's, not of the object's.
            if (type is BpfMapType.StructOps) valueTypeId = 0;
            (attributes.BtfFd, attributes.BtfKeyTypeId, attributes.BtfValueTypeId) = (types.Descriptor, keyTypeId, valueTypeId);
        }

        nint result = plan.Kernel.MapCreate(ref attributes, out BpfMapHandle handle);
        if (result < 0 && (attributes.BtfKeyTypeId | attributes.BtfValueTypeId) != 0)
        {
            LogWithoutBtf(plan.Log, name, (Errno)(-result));
            (attributes.BtfFd, attributes.BtfKeyTypeId, attributes.BtfValueTypeId) = (0, 0, 0);
            result = plan.Kernel.MapCreate(ref attributes, out handle);
        }

        if (result == -(nint)Errno.EPERM && MemoryLock.TryRaise(plan.Kernel)) result = plan.Kernel.MapCreate(ref attributes, out handle);
        return result == 0 ? handle : throw MapCreateFailure.Of(plan.Kernel, name, attributes, (Errno)(-result));
    }

    private void Pin(MapPlan map)
    {
        try
        {
            journal.Made(BpfFs.PinRevocably(map.Handle!, map.PinPath!));
        }
        catch (BpfPinException taken) when (taken.Found is BpfPinKind.Map && !map.IsReused)
        {
            // Another process pinned its map between our look and our pin: its map is the one to share.
            map.Handle!.Dispose();
            if (!MapReuse.TryReuse(map, plan, journal)) throw;
        }
    }

    private static bool IsMapOfMaps(BpfMapType type) => type is BpfMapType.ArrayOfMaps or BpfMapType.HashOfMaps;

    /// <summary>Types that refuse BTF ids on every kernel.</summary>
    private static bool TakesBtf(BpfMapType type) => type is not (
        BpfMapType.PerfEventArray or BpfMapType.CgroupArray or BpfMapType.StackTrace or BpfMapType.ArrayOfMaps or BpfMapType.HashOfMaps
        or BpfMapType.Devmap or BpfMapType.DevmapHash or BpfMapType.Cpumap or BpfMapType.Xskmap or BpfMapType.Sockmap or BpfMapType.Sockhash
        or BpfMapType.Queue or BpfMapType.Stack or BpfMapType.Arena);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Map '{Map}' is refused with its BTF types ({Errno}); it is created without them.")]
    private static partial void LogWithoutBtf(ILogger log, string map, Errno errno);
}
