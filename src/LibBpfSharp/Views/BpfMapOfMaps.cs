using System.Collections;

namespace LibBpfSharp;

/// <summary>A map whose values are maps: an array (4.12) or hash of maps (4.12).</summary>
/// <remarks>
/// Replacing or removing one waits for an RCU grace period (milliseconds); <see cref="SetBatch"/> waits once for all. Programs that run meanwhile
/// see the old map or the new one. Source: <c>kernel/bpf/map_in_map.c</c>.
/// </remarks>
/// <typeparam name="TKey">The key; <see cref="uint"/> for an array of maps.</typeparam>
public sealed class BpfMapOfMaps<TKey> : BpfMapView, IEnumerable<KeyValuePair<TKey, uint>>
    where TKey : unmanaged
{
    internal BpfMapOfMaps(MapElements elements)
        : base(elements, [BpfMapType.ArrayOfMaps, BpfMapType.HashOfMaps], "a view of maps") => LayoutCheck = MapLayout.CheckKey<TKey>(elements.Shape);

    /// <summary>Puts a map in, in place of the one that is there if there is one.</summary>
    /// <param name="key">The key.</param>
    /// <param name="map">The map; it stays in for as long as this one lasts, whether or not its object is disposed.</param>
    /// <param name="condition"><see cref="BpfElementFlags.Noexist"/> or <see cref="BpfElementFlags.Exist"/>; only for a hash of maps.</param>
    /// <exception cref="BpfException">EINVAL: the map is not like the template this one was made with; E2BIG: the index is too large, or the map full.</exception>
    public void Set(in TKey key, BpfMap map, BpfElementFlags condition = BpfElementFlags.Any)
    {
        ArgumentNullException.ThrowIfNull(map);
        DescriptorElements.Set(Elements, key, map.Handle, condition);
    }

    /// <summary>Puts maps in; by one call where the kernel has batches for it (5.19), which waits for one grace period instead of one for each.</summary>
    /// <exception cref="ArgumentException">There are not as many maps as keys.</exception>
    /// <exception cref="BpfBatchException">The kernel refuses an element.</exception>
    public void SetBatch(ReadOnlySpan<TKey> keys, IReadOnlyList<BpfMap> maps)
    {
        ArgumentNullException.ThrowIfNull(maps);
        DescriptorElements.Set(Elements, keys, maps.Select(map => (BpfHandle)map.Handle).ToArray());
    }

    /// <summary>Reads the id of the map at a key.</summary>
    /// <returns>False if there is none.</returns>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public bool TryGetId(in TKey key, out uint id) => DescriptorElements.TryGetId(Elements, key, out id);

    /// <summary>Opens the map at a key, to be disposed by the caller.</summary>
    /// <returns><c>null</c> if there is none.</returns>
    /// <exception cref="BpfPermissionException">CAP_SYS_ADMIN is missing.</exception>
    public BpfMap? Open(in TKey key)
    {
        uint gone = 0;
        while (TryGetId(key, out uint id))
        {
            try
            {
                return BpfMap.OpenById(id, Elements.Handle.Kernel);
            }
            catch (BpfException e) when (e.Errno is Errno.ENOENT && id != gone)
            {
                gone = id; // replaced or removed since its id was read
            }
        }

        return null;
    }

    /// <summary>Takes a map out.</summary>
    /// <returns>False if there is none.</returns>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public bool Remove(in TKey key) => DescriptorElements.Remove(Elements, key);

    /// <summary>Walks keys and the ids of their maps; of an array only indexes that have one.</summary>
    public IEnumerator<KeyValuePair<TKey, uint>> GetEnumerator() => new ElementEnumerator<TKey, uint>(Elements);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
