using System.Collections;

namespace LibBpfSharp;

/// <summary>The storages that the kernel keeps for cgroups with a value per possible CPU (map type <c>PERCPU_CGROUP_STORAGE</c>, Linux 4.20), seen as values of a C# type.</summary>
/// <remarks>See <see cref="CgroupStorage{TValue}"/> for when they come and go.</remarks>
/// <typeparam name="TValue">One CPU's value, laid out as in C.</typeparam>
public sealed class CgroupPerCpuStorage<TValue> : BpfMapView, IEnumerable<KeyValuePair<CgroupStorageKey, TValue[]>>
    where TValue : unmanaged
{
    private readonly CgroupStorageElements _storages;

    internal CgroupPerCpuStorage(MapElements elements)
        : base(elements, [BpfMapType.PercpuCgroupStorage], "a per-CPU cgroup storage view")
    {
        _storages = new(elements);
        LayoutCheck = MapLayout.CheckValue<TValue>(elements.Shape);
    }

    /// <inheritdoc cref="CgroupStorage{TValue}.IsShared"/>
    public bool IsShared => _storages.IsShared;

    /// <summary>How many CPUs the kernel may have, and so how many values a storage has.</summary>
    public int CpuCount => Elements.Shape.PossibleCpus;

    /// <summary>Reads a cgroup's storage.</summary>
    /// <param name="cgroup">The cgroup: open, or by path, id or descriptor.</param>
    /// <param name="values">Room for <see cref="CpuCount"/> values, filled by CPU number.</param>
    /// <param name="attachType">The hook; <c>null</c> where <see cref="IsShared"/>.</param>
    /// <inheritdoc cref="CgroupStorage{TValue}.TryGet" path="/returns"/>
    /// <inheritdoc cref="CgroupStorage{TValue}.TryGet" path="/exception"/>
    public bool TryGet(CgroupReference cgroup, Span<TValue> values, BpfAttachType? attachType = null)
        => PerCpuValues<TValue>.TryLookup(Elements, _storages.KeyOf(cgroup, attachType, stackalloc byte[CgroupStorageKey.IsolatedSize]), values);

    /// <summary>Writes a cgroup's storage, on every CPU.</summary>
    /// <param name="cgroup">The cgroup: open, or by path, id or descriptor.</param>
    /// <param name="values">One value per possible CPU.</param>
    /// <param name="attachType">The hook; <c>null</c> where <see cref="IsShared"/>.</param>
    /// <inheritdoc cref="CgroupStorage{TValue}.TryGet" path="/returns"/>
    /// <inheritdoc cref="CgroupStorage{TValue}.TryGet" path="/exception"/>
    public bool TryUpdate(CgroupReference cgroup, ReadOnlySpan<TValue> values, BpfAttachType? attachType = null)
        => PerCpuValues<TValue>.UpdateIf(Elements, _storages.KeyOf(cgroup, attachType, stackalloc byte[CgroupStorageKey.IsolatedSize]), values, BpfElementFlags.Exist);

    /// <inheritdoc cref="CgroupStorage{TValue}.GetEnumerator"/>
    public IEnumerator<KeyValuePair<CgroupStorageKey, TValue[]>> GetEnumerator()
    {
        foreach (byte[] key in _storages.Keys())
        {
            TValue[] values = new TValue[CpuCount];
            if (PerCpuValues<TValue>.TryLookup(Elements, key, values)) yield return new(CgroupStorageKey.Read(key), values);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
