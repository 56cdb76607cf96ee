using System.Collections.Concurrent;

namespace LibBpfSharp;

/// <summary>Keeps the descriptors of attached links reachable, so that no garbage collection ends a probe whose owner dropped the link object.</summary>
internal static class LinkRoots
{
    private static readonly ConcurrentDictionary<BpfLinkHandle, byte> s_handles = new();

    /// <summary>How many are held.</summary>
    public static int Count => s_handles.Count;

    public static void Add(BpfLinkHandle handle) => s_handles.TryAdd(handle, 0);

    public static void Remove(BpfLinkHandle handle) => s_handles.TryRemove(handle, out _);
}
