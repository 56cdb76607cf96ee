using LibBpfSharp.Interop;
using LibBpfSharp.Loading.StructOps;

namespace LibBpfSharp.Loading;

/// <summary>Creates the maps of an object, or takes pinned ones in their place; fills, freezes and pins them.</summary>
/// <param name="plan">The load.</param>
/// <param name="journal">Where what is made is noted.</param>
/// <param name="hash">The hash by which the kernel will know a program.</param>
internal sealed unsafe partial class MapCreator(LoadPlan plan, LoadJournal journal, Func<LinkedProgram, byte[]> hash)
{
    private readonly SingleMapCreator _single = SingleMapCreator.Of(plan);

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
        map.MaxEntries = _single.FitEntries(map.Type, map.MaxEntries);
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
        bool isDefined = map is { InnerTemplate: null, Spec.InnerMap: not null } && map.Type.IsMapOfMaps();
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
            MapIfindex = map.Interface?.IndexIn(plan.Kernel) ?? 0,
            MapExtra = map.MapExtra,
            MapName = ObjectName.From(map.Spec.KernelName),
            InnerMapFd = inner.Descriptor,
        };
        if (map.StructOps is { } operations) Describe(operations, ref attributes);
        byte[] owner = map.ExclusiveProgram is { } exclusive ? HashOf(map, exclusive) : [];
        BpfMapHandle handle;
        fixed (byte* owned = owner)
        {
            (attributes.ExclProgHash, attributes.ExclProgHashSize) = ((ulong)owned, (uint)owner.Length);
            handle = _single.Create(ref attributes, map.Name, map.KeyTypeId, map.ValueTypeId, canBeUnmappable: map.Spec.IsInternal);
        }

        if (map.Spec.IsInternal && (attributes.MapFlags & BpfMapFlags.Mmapable) == 0) map.Flags &= ~BpfMapFlags.Mmapable;
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
            MaxEntries = _single.FitEntries(template.Type, template.MaxEntries),
            MapFlags = template.Flags,
            NumaNode = template.NumaNode,
            MapExtra = template.MapExtra,
            MapName = ObjectName.From(template.Name),
        };
        return _single.Create(ref attributes, $"{outer.Name}.inner", template.KeyTypeId, template.ValueTypeId);
    }

    private byte[] HashOf(MapPlan map, BpfProgramSpec exclusive)
    {
        ProgramPlan program = Array.Find(plan.Programs, candidate => ReferenceEquals(candidate.Spec, exclusive))!;
        return program.Linked is { } linked
            ? hash(linked)
            : throw new BpfException($"Map '{map.Name}' is for program '{exclusive.Name}' alone, which is not loaded: its {nameof(BpfProgram.AutoLoad)} is off.", Errno.EINVAL, BpfCommand.MapCreate, map.Name);
    }

    private void Pin(MapPlan map)
    {
        try
        {
            journal.Made(PinFiles.Pin(map.Handle!, map.PinPath!));
        }
        catch (BpfPinException taken) when (taken.Found is BpfPinKind.Map && !map.IsReused)
        {
            // Another process pinned its map between our look and our pin: its map is the one to share.
            map.Handle!.Dispose();
            if (!MapReuse.TryReuse(map, plan, journal)) throw;
        }
    }
}
