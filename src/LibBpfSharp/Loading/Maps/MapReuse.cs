using LibBpfSharp.Interop;

namespace LibBpfSharp.Loading;

/// <summary>Takes a pinned map in place of a new one, if it is the map the object expects.</summary>
internal static class MapReuse
{
    /// <summary>Looks for a map at the plan's pin path.</summary>
    /// <returns>Whether one was there and is taken.</returns>
    /// <exception cref="BpfPinException">Something is there that is no map, or the path is in no BPF file system.</exception>
    /// <exception cref="BpfException">A map is there that differs.</exception>
    internal static bool TryReuse(MapPlan map, LoadPlan plan, LoadJournal journal)
    {
        BpfMapHandle pinned;
        try
        {
            pinned = PinFiles.OpenMap(map.PinPath!, BpfFileFlags.None, plan.Kernel);
        }
        catch (BpfPinException nothing) when (nothing.Reason is BpfPinError.NotFound)
        {
            return false;
        }

        journal.Made(pinned);
        MapInfo info = default;
        InfoReading.Read(pinned, "map", ref info);
        if (Differences(map, info) is { Any: true } differences)
            throw Failure(map, $"differs from what the object expects: {differences}. Remove the pin, or give the map the settings it has there", Errno.EINVAL);

        map.Handle = pinned;
        map.IsReused = true;
        return true;
    }

    private static MapDifferences Differences(MapPlan map, in MapInfo info)
    {
        MapDifferences differences = new();
        differences.CompareAll(info, map.Type, map.KeySize, map.ValueSize, map.MaxEntries, map.Flags, map.MapExtra);
        return differences;
    }

    private static BpfException Failure(MapPlan map, string what, Errno errno)
        => new($"Map '{map.Name}': what is pinned at '{map.PinPath}' {what}.", errno, BpfCommand.ObjGet, map.Name);
}
