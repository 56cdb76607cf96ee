using System.Runtime.CompilerServices;

namespace LibBpfSharp;

/// <summary>Checks that a C# type has the layout of a map's key or value before anything is copied.</summary>
internal static class MapLayout
{
    internal static BpfLayoutCheck CheckKey<T>(MapShape map)
        where T : unmanaged
        => Check<T>(map, "key", map.KeySize, map.Types?.KeyTypeId ?? 0);

    internal static BpfLayoutCheck CheckValue<T>(MapShape map)
        where T : unmanaged
        => Check<T>(map, "value", map.ValueSize, map.Types?.ValueTypeId ?? 0);

    internal static void CheckType(MapShape map, BpfMapType[] allowed, string view)
    {
        if (!Array.Exists(allowed, type => type == map.Type))
            throw new InvalidOperationException($"Map '{map.Name}' is a {map.Type}; {view} is for {string.Join(", ", allowed)}.");
    }

    private static BpfLayoutCheck Check<T>(MapShape map, string part, int size, uint typeId)
        where T : unmanaged
    {
        bool isSized = Unsafe.SizeOf<T>() == size;
        if (typeId == 0 || LayoutOf<T>() is not ({ } actual, { } check))
        {
            return isSized
                ? BpfLayoutCheck.Size
                : throw new BpfLayoutException($"Map '{map.Name}' has a {part} of {size} bytes; {typeof(T)} has {Unsafe.SizeOf<T>()}. Give the type the layout of the C one, padding included.");
        }

        BpfTypeLayout expected = BtfLayout.Of(map.Types!.Spec, typeId);
        if (isSized && LayoutComparison.Fits(expected, actual)) return check;
        throw new BpfLayoutException(
            $"Map '{map.Name}' has a {part} of {size} bytes; {typeof(T)} has {Unsafe.SizeOf<T>()} and is not laid out like it:\n{LayoutComparison.Describe(expected, actual)}",
            expected, actual);
    }

    private static (BpfTypeLayout? Layout, BpfLayoutCheck Check) LayoutOf<T>()
        where T : unmanaged
    {
        if (default(T) is IBpfLayout own) return (own.Layout, BpfLayoutCheck.Descriptor);
        return RuntimeFeature.IsDynamicCodeSupported ? (ManagedLayout.Of(typeof(T)), BpfLayoutCheck.Fields) : (null, BpfLayoutCheck.Size);
    }
}
