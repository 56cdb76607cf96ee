namespace LibBpfSharp;

/// <summary>Holds the program arrays of what an attachment runs, from program to program.</summary>
internal sealed class MapKeeper : IDisposable
{
    private readonly object _gate = new();
    private KeptMaps _current = KeptMaps.None;
    private KeptMaps _previous = KeptMaps.None;
    private bool _disposed;

    /// <summary>Takes over the maps of a program that is attached now. Those of the one before are held one exchange longer: events under way still jump through them.</summary>
    public void Exchange(KeptMaps maps)
    {
        lock (_gate)
        {
            (KeptMaps left, _previous, _current) = _disposed ? (maps, KeptMaps.None, KeptMaps.None) : (_previous, _current, maps);
            left.Dispose();
        }
    }

    /// <summary>The maps of the program that is attached now, by further descriptors.</summary>
    public KeptMaps Duplicate()
    {
        lock (_gate) return _current.Duplicate();
    }

    /// <summary>Lets go of all; nothing is attached any more.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _previous.Dispose();
            _current.Dispose();
        }
    }
}
