using LibBpfSharp.Interop;
using Microsoft.Extensions.Logging;

namespace LibBpfSharp;

/// <summary>Creates one map at a time, an object's or one that belongs to none, with less where the kernel refuses it as it should be.</summary>
internal sealed partial class SingleMapCreator(Kernel kernel, ILogger log)
{
    /// <summary>The C types that ids refer to; <c>null</c> where the kernel has none of them. Not owned.</summary>
    internal BtfHandle? Types { get; init; }

    /// <summary>The token to go by; <c>null</c> to go by own rights. Not owned.</summary>
    internal DescriptorHandle? Token { get; init; }

    internal static SingleMapCreator Of(LoadPlan plan) => new(plan.Kernel, plan.Log) { Types = plan.Btf, Token = plan.Token };

    /// <summary>The number of elements the kernel takes for the one asked for: ring buffers in powers of two of pages, a perf event array without a number with one for each CPU.</summary>
    internal uint FitEntries(BpfMapType type, uint maxEntries)
        => type is BpfMapType.PerfEventArray && maxEntries == 0 ? (uint)PossibleCpus.Count(kernel) : RingBufferSize.Fit(type, maxEntries);

    /// <param name="attributes">The map; as it was created afterwards.</param>
    /// <param name="name">What it is called in messages.</param>
    /// <param name="keyTypeId">Id of its keys in <see cref="Types"/>; 0 for none.</param>
    /// <param name="valueTypeId">Id of its values in <see cref="Types"/>; 0 for none.</param>
    /// <param name="canBeUnmappable">Whether it can do without being mapped into memory.</param>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    internal BpfMapHandle Create(ref MapCreateAttr attributes, string name, uint keyTypeId = 0, uint valueTypeId = 0, bool canBeUnmappable = false)
    {
        // The value of struct_ops is a type of the kernel's, not of the object's.
        if (attributes.MapType is BpfMapType.StructOps) valueTypeId = 0;
        if (Token is { } token) (attributes.MapFlags, attributes.MapTokenFd) = (attributes.MapFlags | BpfMapFlags.TokenFd, token.Descriptor);
        MapCreateAttr asked = attributes;
        nint result = CreateTyped(ref attributes, keyTypeId, valueTypeId, name, out BpfMapHandle handle);
        if (result == -(nint)Errno.EINVAL && canBeUnmappable && (attributes.MapFlags & BpfMapFlags.Mmapable) != 0)
        {
            attributes.MapFlags &= ~BpfMapFlags.Mmapable; // before 5.5
            result = CreateTyped(ref attributes, keyTypeId, valueTypeId, name, out handle);
        }

        if (result == -(nint)Errno.E2BIG && attributes.ExclProgHashSize == 0 && attributes.MapName[0] != 0)
        {
            attributes.MapName = default; // before 4.15
            result = CreateTyped(ref attributes, keyTypeId, valueTypeId, name, out handle);
        }

        return result == 0 ? handle : throw MapCreateFailure.Of(kernel, name, asked, result.ToErrno(), Token);
    }

    /// <summary>With BTF where the type takes it and the kernel agrees, else without.</summary>
    private nint CreateTyped(ref MapCreateAttr attributes, uint keyTypeId, uint valueTypeId, string name, out BpfMapHandle handle)
    {
        if (Types is { } types && attributes.MapType.TakesBtf())
            (attributes.BtfFd, attributes.BtfKeyTypeId, attributes.BtfValueTypeId) = (types.Descriptor, keyTypeId, valueTypeId);

        nint result = kernel.MapCreate(ref attributes, out handle);
        if (MemoryLock.TryRaise(kernel, result, attributes.MapType)) result = kernel.MapCreate(ref attributes, out handle);
        if (result == 0 || (attributes.BtfKeyTypeId | attributes.BtfValueTypeId) == 0) return result;

        LogWithoutBtf(log, name, (Errno)(-result));
        (attributes.BtfFd, attributes.BtfKeyTypeId, attributes.BtfValueTypeId) = (0, 0, 0);
        return kernel.MapCreate(ref attributes, out handle);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Map '{Map}' is refused with its BTF types ({Errno}); it is created without them.")]
    private static partial void LogWithoutBtf(ILogger log, string map, Errno errno);
}
