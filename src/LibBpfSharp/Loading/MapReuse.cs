using System.Globalization;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Loading;

/// <summary>Takes a pinned map in place of a new one, if it is the map the object expects.</summary>
internal static class MapReuse
{
    /// <summary>Looks for a map at the plan's pin path.</summary>
    /// <returns>Whether one was there and is taken.</returns>
    /// <exception cref="BpfException">A map is there that differs, or something that is no map.</exception>
    internal static bool TryReuse(MapPlan map, LoadPlan plan, LoadJournal journal)
    {
        BpfMapHandle pinned = new(plan.Kernel);
        nint result = plan.Kernel.ObjectGet(map.PinPath!, pinned);
        if (result == -(nint)Errno.ENOENT) return false;
        if (result < 0) throw Failure(map, $"cannot be opened: {((Errno)(-result)).Describe()}", (Errno)(-result));
        journal.Made(pinned);

        MapInfo info = default;
        result = pinned.ObjectInfo(ref info, out _);
        if (result < 0) throw Failure(map, $"is no map, or does not tell what it is: {((Errno)(-result)).Describe()}", (Errno)(-result));
        if (Differences(map, info) is { Length: > 0 } differences)
            throw Failure(map, $"differs from what the object expects: {differences}. Remove the pin, or give the map the settings it has there", Errno.EINVAL);

        map.Handle = pinned;
        map.IsReused = true;
        return true;
    }

    private static string Differences(MapPlan map, in MapInfo info)
    {
        // The kernel adds the flag to every devmap itself.
        BpfMapFlags flags = map.Type is BpfMapType.Devmap or BpfMapType.DevmapHash ? info.MapFlags & ~BpfMapFlags.RdonlyProg : info.MapFlags;
        List<string> differences = [];
        Compare("type", info.Type, map.Type);
        Compare("key size", info.KeySize, map.KeySize);
        Compare("value size", info.ValueSize, map.ValueSize);
        Compare("max entries", info.MaxEntries, map.MaxEntries);
        Compare("flags", flags, map.Flags);
        Compare("map extra", info.MapExtra, map.MapExtra);
        return string.Join("; ", differences);

        void Compare<T>(string what, T found, T expected)
        {
            if (!EqualityComparer<T>.Default.Equals(found, expected))
                differences.Add(string.Create(CultureInfo.InvariantCulture, $"{what} is {found} where {expected} is expected"));
        }
    }

    private static BpfException Failure(MapPlan map, string what, Errno errno)
        => new($"Map '{map.Name}': what is pinned at '{map.PinPath}' {what}.", errno, BpfCommand.ObjGet, map.Name);
}
