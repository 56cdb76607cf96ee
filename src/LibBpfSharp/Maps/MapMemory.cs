namespace LibBpfSharp;

/// <summary>The memory of a map in this process, one mapping for all objects of the map; unmapped when the last of them is disposed and the last lease returned.</summary>
/// <param name="mapped">The mapping, where one was made already.</param>
internal sealed class MapMemory(MappedMemory? mapped = null)
{
    private readonly object _gate = new();
    private volatile MappedMemory? _mapped = mapped;
    private int _holders = 1;

    /// <summary>The mapping; <c>null</c> while nobody needed it.</summary>
    public MappedMemory? Current => _mapped;

    /// <summary>The mapping, made now if need be.</summary>
    /// <param name="map">Makes it. It must refuse for a map that is disposed: nobody would unmap it.</param>
    public MappedMemory MapOnce(Func<MappedMemory> map)
    {
        lock (_gate) return _mapped ??= map();
    }

    /// <summary>The same for one more object; if the last of the others is gone meanwhile, a new one.</summary>
    public MapMemory Share()
    {
        lock (_gate)
        {
            if (_holders == 0) return new();
            _holders++;
            return this;
        }
    }

    /// <summary>An object lets go, once.</summary>
    public void Leave()
    {
        lock (_gate)
        {
            if (--_holders == 0) _mapped?.Dispose();
        }
    }
}
