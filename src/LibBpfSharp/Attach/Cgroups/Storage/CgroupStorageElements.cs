namespace LibBpfSharp;

/// <summary>What the two views of storages kept by the kernel share: keys of both forms, and walking them.</summary>
internal sealed class CgroupStorageElements
{
    private readonly MapElements _elements;

    public CgroupStorageElements(MapElements elements, BpfMapType type, string view)
    {
        MapLayout.CheckType(elements.Shape, [type], view);
        _elements = elements;
    }

    public MapElements Elements => _elements;

    public bool IsShared => _elements.Shape.KeySize == CgroupStorageKey.SharedSize;

    public byte[] KeyOf(CgroupReference cgroup, BpfAttachType? attachType)
    {
        if (IsShared != attachType is null)
        {
            throw new ArgumentException(IsShared
                ? $"Map '{_elements.Shape.Name}' has one storage for all hooks of a cgroup: name none."
                : $"Map '{_elements.Shape.Name}' has a storage for each hook of a cgroup: name the attach type.", nameof(attachType));
        }

        byte[] key = new byte[_elements.Shape.KeySize];
        new CgroupStorageKey(cgroup.ResolveId(_elements.Handle.Kernel), attachType).Write(key);
        return key;
    }

    /// <summary>The keys in the kernel's order. The walk ends early where the storage it stands on goes.</summary>
    public IEnumerable<byte[]> Keys()
    {
        byte[] next = new byte[_elements.Shape.KeySize];
        for (bool more = _elements.TryGetNextKey([], next); more; more = _elements.TryGetNextKey(next, next)) yield return next;
    }
}
