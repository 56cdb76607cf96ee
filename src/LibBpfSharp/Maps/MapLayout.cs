using System.Runtime.CompilerServices;

namespace LibBpfSharp;

/// <summary>Checks that a C# type has the size of a map's key or value before anything is copied.</summary>
internal static class MapLayout
{
    internal static void CheckKey<T>(MapShape map)
        where T : unmanaged
        => Check<T>(map, "key", map.KeySize);

    internal static void CheckValue<T>(MapShape map)
        where T : unmanaged
        => Check<T>(map, "value", map.ValueSize);

    internal static void CheckType(MapShape map, BpfMapType[] allowed, string view)
    {
        if (!Array.Exists(allowed, type => type == map.Type))
            throw new InvalidOperationException($"Map '{map.Name}' is a {map.Type}; {view} is for {string.Join(", ", allowed)}.");
    }

    private static void Check<T>(MapShape map, string part, int size)
        where T : unmanaged
    {
        if (Unsafe.SizeOf<T>() != size)
            throw new ArgumentException($"Map '{map.Name}' has a {part} of {size} bytes; {typeof(T)} has {Unsafe.SizeOf<T>()}. Give the type the layout of the C one, padding included.");
    }
}
