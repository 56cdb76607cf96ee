using LibBpfSharp.Interop;
using LibBpfSharp.Loading;

namespace LibBpfSharp;

public sealed partial class BpfMap
{
    private BpfMapHandle? _reused;

    /// <summary>Takes a map that is in the kernel already in place of the one the load would create: one of another object, say.</summary>
    /// <param name="map">The map. It stays the caller's, and may be disposed before the load.</param>
    /// <remarks>
    /// <see cref="MaxEntries"/>, <see cref="Flags"/> and <see cref="MapExtra"/> become those of the map, and <see cref="PinPath"/>
    /// <c>null</c>; one that is set afterwards is where the load pins it. The load writes nothing into the map: neither
    /// <see cref="InitialValue"/> nor declared slots.
    /// </remarks>
    /// <exception cref="ArgumentException">The map is of another type, or its keys or values have another size.</exception>
    /// <exception cref="InvalidOperationException">The object is loaded, or there is none; or <paramref name="map"/> is not in the kernel.</exception>
    /// <exception cref="ObjectDisposedException">The object or <paramref name="map"/> is disposed.</exception>
    /// <exception cref="BpfException">The kernel does not tell about the map (4.13), or the process is out of descriptors.</exception>
    /// <example>
    /// <code>
    /// using var next = BpfObject.Open("counter.bpf.o");
    /// using BpfMap counters = BpfMap.OpenPinned(pin);
    /// next.Maps["counters"].Reuse(counters);                 // before the load: instead of a new map
    /// next.Load();
    /// </code>
    /// </example>
    public void Reuse(BpfMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        Phase.CheckConfigurable(_owner, $"{nameof(BpfMap)}.{nameof(Reuse)}", Name);
        MapInfo info = default;
        BpfMapHandle handle = map.Handle;
        InfoReading.Read(handle, "map", ref info);

        MapDifferences differences = new();
        differences.CompareElements(info, _type, _keySize, _valueSize);
        if (differences.Any) throw new ArgumentException($"The map '{info.Name}' cannot stand for '{Name}': {differences}.", nameof(map));

        BpfMapHandle kept = handle.Duplicate();
        _reused?.Dispose();
        _reused = kept;
        (_maxEntries, _flags, _mapExtra, _pin.Place) = (info.MaxEntries, MapDifferences.FlagsGiven(info), info.MapExtra, null);
    }
}
