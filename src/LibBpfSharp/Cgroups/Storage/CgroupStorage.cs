using System.Collections;
using System.Runtime.CompilerServices;

namespace LibBpfSharp;

/// <summary>The storages that the kernel keeps for cgroups (map type <c>CGROUP_STORAGE</c>), seen as values of a C# type.</summary>
/// <remarks>
/// <para>
/// The kernel makes a storage, filled with zeros, when a program that uses the map is attached to a cgroup, and frees it with the cgroup or the map: detaching keeps it
/// (Linux 5.9; before, it went with the program). It can be neither created nor removed from user space.
/// The map's key decides whether the hooks of a cgroup share a storage (64-bit id, 5.9) or have one each (<c>struct bpf_cgroup_storage_key</c>, 4.19).
/// Programs on one cgroup that use the same map share its storages; a program can use one such map.
/// </para>
/// <para>New programs use <see cref="CgroupLocalStorage{TValue}"/> (6.2).</para>
/// Source: <c>kernel/bpf/local_storage.c</c>.
/// </remarks>
/// <typeparam name="TValue">The value, laid out as in C; at most a page.</typeparam>
public sealed class CgroupStorage<TValue> : BpfMapView, IEnumerable<KeyValuePair<CgroupStorageKey, TValue>>
    where TValue : unmanaged
{
    private readonly CgroupStorageElements _storages;

    internal CgroupStorage(MapElements elements)
        : base(elements, [BpfMapType.CgroupStorage], "a cgroup storage view")
    {
        _storages = new(elements);
        LayoutCheck = MapLayout.CheckValue<TValue>(elements.Shape);
    }

    /// <summary>Whether a cgroup has one storage for all hooks, instead of one for each.</summary>
    public bool IsShared => _storages.IsShared;

    /// <summary>Reads a cgroup's storage.</summary>
    /// <param name="cgroup">The cgroup: open, or by path, id or descriptor.</param>
    /// <param name="value">What it holds.</param>
    /// <param name="attachType">The hook; <c>null</c> where <see cref="IsShared"/>.</param>
    /// <param name="flags"><see cref="BpfElementFlags.Lock"/> to hold the value's spin lock over the copy.</param>
    /// <returns>False if it has none: no program that uses the map was attached.</returns>
    /// <exception cref="ArgumentException">A hook is named in a shared map, or none in one that is not.</exception>
    /// <exception cref="BpfAttachException">A cgroup named by path is not there.</exception>
    public bool TryGet(CgroupReference cgroup, out TValue value, BpfAttachType? attachType = null, BpfElementFlags flags = BpfElementFlags.Any)
    {
        value = default;
        return Elements.TryLookup(_storages.KeyOf(cgroup, attachType, stackalloc byte[CgroupStorageKey.IsolatedSize]), ElementSpans.WritableBytesOf(ref value), flags);
    }

    /// <summary>Writes a cgroup's storage.</summary>
    /// <param name="cgroup">The cgroup: open, or by path, id or descriptor.</param>
    /// <param name="value">What it is to hold.</param>
    /// <param name="attachType">The hook; <c>null</c> where <see cref="IsShared"/>.</param>
    /// <param name="flags"><see cref="BpfElementFlags.Lock"/> to hold the value's spin lock over the copy.</param>
    /// <inheritdoc cref="TryGet" path="/returns"/>
    /// <inheritdoc cref="TryGet" path="/exception"/>
    public bool TryUpdate(CgroupReference cgroup, in TValue value, BpfAttachType? attachType = null, BpfElementFlags flags = BpfElementFlags.Any)
        => Elements.UpdateIf(_storages.KeyOf(cgroup, attachType, stackalloc byte[CgroupStorageKey.IsolatedSize]), ElementSpans.BytesOf(in value), flags | BpfElementFlags.Exist);

    /// <summary>Walks all storages, those of cgroups without a program now among them; each once, whichever go meanwhile.</summary>
    /// <exception cref="InvalidOperationException">The map changes faster than it can be walked.</exception>
    /// <exception cref="BpfException">The kernel refuses the walk.</exception>
    public IEnumerator<KeyValuePair<CgroupStorageKey, TValue>> GetEnumerator()
    {
        foreach (byte[] key in _storages.Keys())
        {
            if (TryRead(key, out TValue value)) yield return new(CgroupStorageKey.Read(key), value);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private bool TryRead(byte[] key, out TValue value)
    {
        Unsafe.SkipInit(out value);
        return Elements.TryLookup(key, ElementSpans.WritableBytesOf(ref value), BpfElementFlags.Any);
    }
}
