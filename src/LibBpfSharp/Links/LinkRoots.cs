using System.Collections.Concurrent;

namespace LibBpfSharp;

/// <summary>Keeps the descriptors of attached links reachable, so that no garbage collection ends a probe whose owner dropped the link object.</summary>
internal static class LinkRoots
{
    private static readonly ConcurrentDictionary<BpfLinkHandle, MapKeeper> s_handles = new();

    /// <summary>How many are held.</summary>
    public static int Count => s_handles.Count;

    /// <summary>Holds a link, and the maps that its programs need.</summary>
    public static void Add(BpfLinkHandle handle, MapKeeper maps) => s_handles.TryAdd(handle, maps);

    /// <summary>Lets go of a link; closing what it held is the caller's.</summary>
    public static void Remove(BpfLinkHandle handle) => s_handles.TryRemove(handle, out _);
}
