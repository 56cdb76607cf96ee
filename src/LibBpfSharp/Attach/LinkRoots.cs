using System.Collections.Concurrent;

namespace LibBpfSharp;

/// <summary>Keeps the descriptors of attached links reachable, so that no garbage collection ends a probe whose owner dropped the link object.</summary>
internal static class LinkRoots
{
    private static readonly ConcurrentDictionary<BpfLinkHandle, KeptMaps> s_handles = new();

    /// <summary>How many are held.</summary>
    public static int Count => s_handles.Count;

    /// <summary>Holds a link.</summary>
    public static void Add(BpfLinkHandle handle) => s_handles.TryAdd(handle, KeptMaps.None);

    /// <summary>Holds maps as long as the link.</summary>
    public static void Keep(BpfLinkHandle handle, KeptMaps maps) => s_handles[handle] = maps;

    /// <summary>Lets go of a link, and closes the maps held with it.</summary>
    public static void Remove(BpfLinkHandle handle)
    {
        if (s_handles.TryRemove(handle, out KeptMaps? maps)) maps.Dispose();
    }
}
