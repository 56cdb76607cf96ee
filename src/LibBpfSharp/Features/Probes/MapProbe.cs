using LibBpfSharp.Btf;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Features;

/// <summary>Whether a kernel makes the smallest map of a type, with flags.</summary>
/// <remarks>Source: <c>map_create</c> in <c>kernel/bpf/syscall.c</c> and the <c>map_alloc_check</c> of each type.</remarks>
internal static class MapProbe
{
    internal const int StackBuildIdSize = 32; // struct bpf_stack_build_id
    internal const int CgroupStorageKeySize = 16; // struct bpf_cgroup_storage_key
    internal const int InstructionArrayValueSize = 16; // struct bpf_insn_array_value

    public static ProbeAnswer Run(Prober prober, BpfMapType type, BpfMapFlags flags = BpfMapFlags.None)
    {
        BtfHandle? types = null;
        BpfMapHandle? inner = null;
        try
        {
            if (type.IsLocalStorage() && TypeProbe.Load(prober.Kernel, BtfFeatureProbe.For(BtfFeature.Basic), out types) is < 0 and var noTypes)
                return prober.Judge(ProbeAnswer.Of(noTypes), BpfCommand.BtfLoad);
            if (type.IsMapOfMaps() && Make(prober, new() { MapType = BpfMapType.Hash, KeySize = 4, ValueSize = 4, MaxEntries = 1 }, out inner) is < 0 and var noInner)
                return prober.Judge(ProbeAnswer.Of(noInner), BpfMapType.Hash);

            MapCreateAttr attributes = Describe(type);
            AddFlags(ref attributes, flags);
            using HandleHold holdTypes = new(types);
            using HandleHold holdInner = new(inner);
            (attributes.BtfFd, attributes.InnerMapFd) = (holdTypes.Descriptor, holdInner.Descriptor);
            nint result = Make(prober, attributes, out BpfMapHandle map);
            map.Dispose();
            return prober.Judge(Expected(type, flags) is { } errno ? ProbeAnswer.Of(result, errno) : ProbeAnswer.Of(result), type);
        }
        finally
        {
            inner?.Dispose();
            types?.Dispose();
        }
    }

    /// <summary>Makes a map.</summary>
    /// <returns>0, or the negated errno; then <paramref name="map"/> is disposed.</returns>
    public static nint Make(Prober prober, MapCreateAttr attributes, out BpfMapHandle map)
    {
        BpfMapHandle? made = null;
        nint result = prober.Try(() => prober.Kernel.MapCreate(ref attributes, out made), attributes.MapType);
        map = made!;
        return result;
    }

    /// <summary>The refusal that shows all is known: of a value that is no struct_ops, of a descriptor that is none.</summary>
    private static Errno? Expected(BpfMapType type, BpfMapFlags flags)
        => (flags & (BpfMapFlags.VtypeBtfObjFd | BpfMapFlags.TokenFd)) != 0 ? Errno.EBADF
            : type is BpfMapType.StructOps ? Errno.ENOTSUPP
            : null;

    private static void AddFlags(ref MapCreateAttr attributes, BpfMapFlags flags)
    {
        attributes.MapFlags |= flags;
        if (flags.HasFlag(BpfMapFlags.StackBuildId)) attributes.ValueSize = StackBuildIdSize;
        if (flags.HasFlag(BpfMapFlags.VtypeBtfObjFd)) attributes.ValueTypeBtfObjFd = -1;
        if (flags.HasFlag(BpfMapFlags.TokenFd)) attributes.MapTokenFd = -1;
    }

    private static MapCreateAttr Describe(BpfMapType type)
    {
        MapCreateAttr attributes = new() { MapType = type, KeySize = 4, ValueSize = 4, MaxEntries = 1, MapFlags = type.NeededFlags() };
        switch (type)
        {
            case BpfMapType.StackTrace:
                attributes.ValueSize = 8;
                break;
            case BpfMapType.LpmTrie:
                (attributes.KeySize, attributes.ValueSize) = (8, 8);
                break;
            case BpfMapType.CgroupStorage or BpfMapType.PercpuCgroupStorage:
                (attributes.KeySize, attributes.ValueSize, attributes.MaxEntries) = (CgroupStorageKeySize, 8, 0);
                break;
            case BpfMapType.Queue or BpfMapType.Stack or BpfMapType.BloomFilter:
                attributes.KeySize = 0;
                break;
            case BpfMapType.SkStorage or BpfMapType.InodeStorage or BpfMapType.TaskStorage or BpfMapType.CgrpStorage:
                (attributes.MaxEntries, attributes.BtfKeyTypeId, attributes.BtfValueTypeId) = (0, 1, 1);
                break;
            case BpfMapType.Ringbuf or BpfMapType.UserRingbuf:
                (attributes.KeySize, attributes.ValueSize, attributes.MaxEntries) = (0, 0, (uint)Environment.SystemPageSize);
                break;
            case BpfMapType.Arena:
                (attributes.KeySize, attributes.ValueSize) = (0, 0);
                break;
            case BpfMapType.StructOps:
                attributes.BtfVmlinuxValueTypeId = 1; // a number
                break;
            case BpfMapType.InsnArray:
                attributes.ValueSize = InstructionArrayValueSize;
                break;
        }

        return attributes;
    }
}
