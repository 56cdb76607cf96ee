using LibBpfSharp.Interop;
using Microsoft.Extensions.Logging;

namespace LibBpfSharp.Loading;

/// <content>One map, created with less where the kernel refuses it as it should be.</content>
internal sealed unsafe partial class MapCreator
{
    /// <param name="attributes">The map; as it was created afterwards.</param>
    /// <param name="keyTypeId">BTF id of its keys.</param>
    /// <param name="valueTypeId">BTF id of its values.</param>
    /// <param name="name">What it is called in messages.</param>
    /// <param name="isMappable">Whether it can do without being mapped into memory.</param>
    private BpfMapHandle Create(ref MapCreateAttr attributes, uint keyTypeId, uint valueTypeId, string name, bool isMappable)
    {
        // The value of struct_ops is a type of the kernel's, not of the object's.
        if (attributes.MapType is BpfMapType.StructOps) valueTypeId = 0;
        plan.AddToken(ref attributes);
        MapCreateAttr asked = attributes;
        nint result = CreateTyped(ref attributes, keyTypeId, valueTypeId, name, out BpfMapHandle handle);
        if (result == -(nint)Errno.EINVAL && isMappable && (attributes.MapFlags & BpfMapFlags.Mmapable) != 0)
        {
            attributes.MapFlags &= ~BpfMapFlags.Mmapable; // before 5.5
            result = CreateTyped(ref attributes, keyTypeId, valueTypeId, name, out handle);
        }

        if (result == -(nint)Errno.E2BIG && attributes.ExclProgHashSize == 0 && attributes.MapName[0] != 0)
        {
            attributes.MapName = default; // before 4.15
            result = CreateTyped(ref attributes, keyTypeId, valueTypeId, name, out handle);
        }

        return result == 0 ? handle : throw MapCreateFailure.Of(plan.Kernel, name, asked, (Errno)(-result));
    }

    /// <summary>Whether the limit on locked memory may be the cause: maps of devices say EINVAL of it (<c>dev_map_init_map</c>, before 5.11).</summary>
    private static bool MayLackMemory(BpfMapType type, nint result)
        => result == -(nint)Errno.EPERM || (result == -(nint)Errno.EINVAL && (type is BpfMapType.Devmap or BpfMapType.DevmapHash));

    /// <summary>With BTF where the type takes it and the kernel agrees, else without.</summary>
    private nint CreateTyped(ref MapCreateAttr attributes, uint keyTypeId, uint valueTypeId, string name, out BpfMapHandle handle)
    {
        if (plan.Btf is { } types && TakesBtf(attributes.MapType))
            (attributes.BtfFd, attributes.BtfKeyTypeId, attributes.BtfValueTypeId) = (types.Descriptor, keyTypeId, valueTypeId);

        nint result = plan.Kernel.MapCreate(ref attributes, out handle);
        if (MayLackMemory(attributes.MapType, result) && MemoryLock.TryRaise(plan.Kernel)) result = plan.Kernel.MapCreate(ref attributes, out handle);
        if (result == 0 || (attributes.BtfKeyTypeId | attributes.BtfValueTypeId) == 0) return result;

        LogWithoutBtf(plan.Log, name, (Errno)(-result));
        (attributes.BtfFd, attributes.BtfKeyTypeId, attributes.BtfValueTypeId) = (0, 0, 0);
        return plan.Kernel.MapCreate(ref attributes, out handle);
    }

    /// <summary>Types that refuse BTF ids on every kernel.</summary>
    private static bool TakesBtf(BpfMapType type) => type is not (
        BpfMapType.PerfEventArray or BpfMapType.CgroupArray or BpfMapType.StackTrace or BpfMapType.ArrayOfMaps or BpfMapType.HashOfMaps
        or BpfMapType.Devmap or BpfMapType.DevmapHash or BpfMapType.Cpumap or BpfMapType.Xskmap or BpfMapType.Sockmap or BpfMapType.Sockhash
        or BpfMapType.Queue or BpfMapType.Stack or BpfMapType.Arena);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Map '{Map}' is refused with its BTF types ({Errno}); it is created without them.")]
    private static partial void LogWithoutBtf(ILogger log, string map, Errno errno);
}
