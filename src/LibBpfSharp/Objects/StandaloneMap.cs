using LibBpfSharp.Btf;
using LibBpfSharp.Interop;
using Microsoft.Extensions.Logging.Abstractions;

namespace LibBpfSharp;

/// <summary>Creates a map that belongs to no object.</summary>
internal static class StandaloneMap
{
    internal static BpfMapHandle Create(BpfMapOptions options, Kernel kernel)
    {
        using DescriptorHandle? token = options.TokenPath is { } path ? TokenOpener.Open(kernel, path) : null;
        using BtfHandle? types = LoadTypes(options, kernel, token, out uint key, out uint value);
        using HandleHold inner = new(options.InnerTemplate?.Handle);
        SingleMapCreator creator = new(kernel, NullLogger.Instance) { Types = types, Token = token };
        MapCreateAttr attributes = new()
        {
            MapType = options.Type,
            KeySize = options.KeySize,
            ValueSize = options.ValueSize,
            MaxEntries = creator.FitEntries(options.Type, options.MaxEntries),
            MapFlags = options.Flags | options.Type.NeededFlags(),
            NumaNode = options.NumaNode,
            MapIfindex = options.Interface?.IndexIn(kernel) ?? 0,
            MapExtra = options.MapExtra,
            MapName = ObjectName.From(options.Name),
            InnerMapFd = inner.Descriptor,
        };
        return creator.Create(ref attributes, options.Name, key, value);
    }

    /// <summary>The types in the kernel; <c>null</c> where there are none, or it takes none of them and the map can do without.</summary>
    private static BtfHandle? LoadTypes(BpfMapOptions options, Kernel kernel, DescriptorHandle? token, out uint key, out uint value)
    {
        bool isNeeded = options.Type.IsLocalStorage();
        (key, value) = (options.KeyTypeId, options.ValueTypeId);
        if ((options.Types ?? (isNeeded ? PlainTypes(options.ValueSize, out key, out value) : null)) is not { } types) return null;
        Errno errno = BtfLoading.Load(kernel, types, token, out BtfHandle? loaded).ToErrno();
        if (errno == Errno.None || !isNeeded) return loaded;
        string what = $"The kernel refuses the types of map '{options.Name}', and local storage cannot do without them";
        throw errno == Errno.EPERM
            ? PermissionDiagnosis.Explain(kernel, what, errno, RequiredCapabilities.For(BpfCommand.BtfLoad), options.Name, token)
            : new BpfException($"{what}: {errno.Describe()}.", errno, BpfCommand.BtfLoad, options.Name);
    }

    /// <summary>An <c>int</c>, and an array of bytes.</summary>
    private static BtfSpec PlainTypes(uint valueSize, out uint key, out uint value)
    {
        BtfBuilder types = BtfBuilder.Create();
        key = types.AddInt("int", sizeof(int), BtfIntEncoding.Signed);
        value = types.AddArray(types.AddInt("unsigned char", sizeof(byte)), key, valueSize);
        return types.Build();
    }
}
