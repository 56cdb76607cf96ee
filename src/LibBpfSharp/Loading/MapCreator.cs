using System.Globalization;
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
        if (map.PinPath is not null && MapReuse.TryReuse(map, plan, journal)) return;

        map.Handle = CreateInKernel(map);
        if (map.Spec.IsInternal) FillInternal(map);
        if (map.Type is BpfMapType.Arena) MapArena(map);
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

    private static void FillInternal(MapPlan map)
    {
        byte[] value = new byte[map.ValueSize];
        map.Image.Span[..Math.Min(map.Image.Length, value.Length)].CopyTo(value);
        nint result = map.Handle!.MapUpdate([0, 0, 0, 0], value);
        if (result < 0) throw new BpfException($"Map '{map.Name}' does not take its initial contents: {((Errno)(-result)).Describe()}.", (Errno)(-result), BpfCommand.MapUpdateElem, map.Name);
        if (map.Spec.Kind is not (BpfMapKind.Rodata or BpfMapKind.Kconfig)) return;

        result = map.Handle!.MapFreeze();
        if (result < 0) throw new BpfException($"Map '{map.Name}' cannot be frozen: {((Errno)(-result)).Describe()}.", (Errno)(-result), BpfCommand.MapFreeze, map.Name);
    }

    // Programs are verified against the address at which the arena is mapped, so it is mapped before them and stays so.
    private void MapArena(MapPlan map)
    {
        nint size = (nint)map.MaxEntries * Environment.SystemPageSize;
        nint result = MappedMemory.Map(map.Handle!, size, writable: true, out MappedMemory arena, (nint)map.MapExtra);
        if (result < 0)
        {
            string place = map.MapExtra == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" at its address 0x{map.MapExtra:x}");
            throw new BpfException($"Arena '{map.Name}' cannot be mapped{place}: {((Errno)(-result)).Describe()}.", (Errno)(-result), objectName: map.Name);
        }

        journal.Made(arena);
        map.Arena = arena;
        if (!map.Image.IsEmpty) arena.Write((int)plan.ArenaOffset, map.Image.Span);
    }

    private void Pin(MapPlan map)
    {
        try
        {
            journal.Made(BpfFs.PinRevocably(map.Handle!, map.PinPath!));
        }
        catch (BpfPinException taken) when (taken.Found is BpfPinKind.Map)
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
