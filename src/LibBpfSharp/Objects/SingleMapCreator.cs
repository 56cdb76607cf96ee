using LibBpfSharp.Btf;
using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>Creates a map that belongs to no object.</summary>
internal static unsafe class SingleMapCreator
{
    internal static BpfMapHandle Create(BpfMapOptions options, Kernel kernel)
    {
        using BtfHandle? btf = LoadTypes(options, kernel, out uint key, out uint value);
        using HandleHold types = new(btf);
        using HandleHold inner = new(options.InnerTemplate?.Handle);
        using DescriptorHandle? token = options.TokenPath is { } path ? TokenOpener.Open(kernel, path) : null;
        using HandleHold holdToken = new(token);
        MapCreateAttr attributes = new()
        {
            MapType = options.Type,
            KeySize = options.KeySize,
            ValueSize = options.ValueSize,
            MaxEntries = options.MaxEntries,
            MapFlags = options.Flags | ImpliedFlags(options.Type) | (token is null ? 0 : BpfMapFlags.TokenFd),
            NumaNode = options.NumaNode,
            MapIfindex = options.InterfaceIndex,
            MapExtra = options.MapExtra,
            MapName = ObjectName.From(options.Name),
            InnerMapFd = inner.Descriptor,
            MapTokenFd = holdToken.Descriptor,
            BtfFd = types.Descriptor,
            BtfKeyTypeId = key,
            BtfValueTypeId = value,
        };
        nint result = kernel.MapCreate(ref attributes, out BpfMapHandle map);
        if (result == -(nint)Errno.EPERM && MemoryLock.TryRaise(kernel)) result = kernel.MapCreate(ref attributes, out map);
        if (result == -(nint)Errno.E2BIG && attributes.MapName[0] != 0)
        {
            attributes.MapName = default; // before 4.15
            result = kernel.MapCreate(ref attributes, out map);
        }

        return result == 0 ? map : throw MapCreateFailure.Of(kernel, options.Name, attributes, result.ToErrno());
    }

    private static BpfMapFlags ImpliedFlags(BpfMapType type) => type switch
    {
        BpfMapType.LpmTrie => BpfMapFlags.NoPrealloc,
        BpfMapType.Arena => BpfMapFlags.Mmapable,
        _ => IsLocalStorage(type) ? BpfMapFlags.NoPrealloc : BpfMapFlags.None,
    };

    private static bool IsLocalStorage(BpfMapType type)
        => type is BpfMapType.SkStorage or BpfMapType.InodeStorage or BpfMapType.TaskStorage or BpfMapType.CgrpStorage;

    private static BtfHandle? LoadTypes(BpfMapOptions options, Kernel kernel, out uint key, out uint value)
    {
        (key, value) = (options.KeyTypeId, options.ValueTypeId);
        ReadOnlyMemory<byte> types = options.Types?.RawData ?? default;
        if (options.Types is null)
        {
            if (!IsLocalStorage(options.Type)) return null;
            types = PlainTypes(options.ValueSize, out key, out value);
        }

        fixed (byte* bytes = types.Span)
        {
            BtfLoadAttr attributes = new() { Btf = (ulong)bytes, BtfSize = (uint)types.Length };
            nint result = kernel.BtfLoad(ref attributes, out BtfHandle btf);
            return result == 0 ? btf : throw new BpfException(
                $"The kernel refuses the types of map '{options.Name}' with {result.ToErrno().Describe()}.", result.ToErrno(), BpfCommand.BtfLoad, options.Name);
        }
    }

    /// <summary>An <c>int</c>, and an array of bytes.</summary>
    private static byte[] PlainTypes(uint valueSize, out uint key, out uint value)
    {
        BtfBuilder types = BtfBuilder.Create();
        key = types.AddInt("int", sizeof(int), BtfIntEncoding.Signed);
        value = types.AddArray(types.AddInt("unsigned char", sizeof(byte)), key, valueSize);
        return types.ToArray();
    }
}
