using System.Runtime.CompilerServices;

namespace LibBpfSharp.KernelTests.Maps;

/// <summary>Maps of tests, made without an object; a type or flag the kernel lacks skips the test.</summary>
internal static class TestMap
{
    public static BpfMap Create(BpfMapType type, int key, int value, uint entries, BpfMapFlags flags = BpfMapFlags.None, ulong extra = 0, BpfMap? inner = null)
    {
        Support.Requires.Root();
        Support.Requires.MapType(type);
        return BpfMap.Create(new()
        {
            Type = type,
            Name = "test",
            KeySize = (uint)key,
            ValueSize = (uint)value,
            MaxEntries = entries,
            Flags = flags,
            MapExtra = extra,
            InnerTemplate = inner,
        });
    }

    public static BpfMap Create<TKey, TValue>(BpfMapType type, uint entries, BpfMapFlags flags = BpfMapFlags.None)
        where TKey : unmanaged
        where TValue : unmanaged
        => Create(type, Unsafe.SizeOf<TKey>(), Unsafe.SizeOf<TValue>(), entries, flags);
}
