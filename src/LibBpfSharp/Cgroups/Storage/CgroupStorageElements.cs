namespace LibBpfSharp.Cgroups;

/// <summary>What the two views of storages kept by the kernel share: keys of both forms, and walking them.</summary>
internal sealed class CgroupStorageElements(MapElements elements)
{
    private const int MostRestarts = 64;

    private readonly MapElements _elements = elements;

    public bool IsShared => _elements.Shape.KeySize == CgroupStorageKey.SharedSize;

    /// <param name="cgroup">The cgroup.</param>
    /// <param name="attachType">The hook, where each has its own storage.</param>
    /// <param name="room"><see cref="CgroupStorageKey.IsolatedSize"/> bytes, for the key that is returned.</param>
    public ReadOnlySpan<byte> KeyOf(CgroupReference cgroup, BpfAttachType? attachType, Span<byte> room)
    {
        if (IsShared != attachType is null)
        {
            throw new ArgumentException(IsShared
                ? $"Map '{_elements.Shape.Name}' has one storage for all hooks of a cgroup: name none."
                : $"Map '{_elements.Shape.Name}' has a storage for each hook of a cgroup: name the attach type.", nameof(attachType));
        }

        Span<byte> key = room[.._elements.Shape.KeySize];
        new CgroupStorageKey { CgroupId = cgroup.ResolveId(_elements.Handle.Kernel), AttachType = attachType }.Write(key);
        return key;
    }

    /// <summary>The keys in the kernel's order, each once. The array is the same each time.</summary>
    /// <remarks>Behind a storage that is gone the kernel finds nothing: the walk then begins again, and passes over what it has seen.</remarks>
    /// <exception cref="InvalidOperationException">The map changes faster than it can be walked.</exception>
    public IEnumerable<byte[]> Keys()
    {
        HashSet<CgroupStorageKey> seen = [];
        byte[] key = new byte[_elements.Shape.KeySize], next = new byte[key.Length];
        for (int restarts = 0; _elements.TryGetNextKey([], next); restarts++)
        {
            if (restarts > MostRestarts) throw ElementWalk.NoEnd(_elements.Shape, seen.Count);
            do
            {
                next.CopyTo(key, 0);
                if (seen.Add(CgroupStorageKey.Read(key))) yield return key;
            }
            while (_elements.TryGetNextKey(key, next));

            if (IsThere(key)) yield break;
        }
    }

    private bool IsThere(byte[] key)
    {
        const int MostOnStack = 512;
        using ScratchBytes value = new(stackalloc byte[MostOnStack], _elements.Shape.ValueBufferSize);
        return _elements.TryLookup(key, value.Bytes, BpfElementFlags.Any);
    }
}
