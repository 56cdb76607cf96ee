using System.Runtime.CompilerServices;
using LibBpfSharp.Btf;

namespace LibBpfSharp;

/// <summary>Checks that a C# type has the layout of a map's key or value before anything is copied.</summary>
internal static class MapLayout
{
    internal static BpfLayoutCheck CheckKey<T>(MapShape map)
        where T : unmanaged
        => Check<T>(map.Name, "key", map.KeySize, map.Types?.Spec, map.Types?.KeyTypeId ?? 0);

    internal static BpfLayoutCheck CheckValue<T>(MapShape map)
        where T : unmanaged
        => Check<T>(map.Name, "value", map.ValueSize, map.Types?.Spec, map.Types?.ValueTypeId ?? 0);

    /// <summary>For the records of a buffer whose definition names their type.</summary>
    internal static BpfLayoutCheck CheckRecord<T>(string map, BtfType record)
        where T : unmanaged
        => Check<T>(map, "record", checked((int)record.Spec.SizeOf(record.Id)), record.Spec, record.Id);

    internal static void CheckType(MapShape map, BpfMapType[] allowed, string view)
    {
        if (!Array.Exists(allowed, type => type == map.Type))
            throw new InvalidOperationException($"Map '{map.Name}' is a {map.Type}; {view} is for {string.Join(", ", allowed)}.");
    }

    private static BpfLayoutCheck Check<T>(string map, string part, int size, BtfSpec? types, uint typeId)
        where T : unmanaged
    {
        bool isSized = Unsafe.SizeOf<T>() == size;
        if (types is null || typeId == 0 || LayoutOf<T>() is not ({ } actual, { } check))
        {
            return isSized
                ? BpfLayoutCheck.Size
                : throw new BpfLayoutException($"Map '{map}' has a {part} of {size} bytes; {typeof(T)} has {Unsafe.SizeOf<T>()}. Give the type the layout of the C one, padding included.");
        }

        BpfTypeLayout expected = BtfLayout.Of(types, typeId);
        if (isSized && LayoutComparison.Fits(expected, actual)) return check;
        throw new BpfLayoutException(
            $"Map '{map}' has a {part} of {size} bytes; {typeof(T)} has {Unsafe.SizeOf<T>()} and is not laid out like it:\n{LayoutComparison.Describe(expected, actual)}",
            expected, actual);
    }

    private static (BpfTypeLayout? Layout, BpfLayoutCheck Check) LayoutOf<T>()
        where T : unmanaged
    {
        if (default(T) is IBpfLayout own) return (own.Layout, BpfLayoutCheck.Descriptor);
        return RuntimeFeature.IsDynamicCodeSupported ? (ManagedLayout.Of(typeof(T)), BpfLayoutCheck.Fields) : (null, BpfLayoutCheck.Size);
    }
}
