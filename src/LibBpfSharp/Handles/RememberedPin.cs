using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>The one pin that an object remembers: made, looked up and removed by one thread at a time.</summary>
internal sealed class RememberedPin
{
    private readonly object _gate = new();
    private volatile string? _place;

    /// <summary>Its path, which may be where the object was opened by, or is to be pinned at the load; <c>null</c> where none is remembered.</summary>
    public string? Place
    {
        get => _place;
        set => _place = value;
    }

    /// <summary>What became of it, for the object that <paramref name="handle"/> holds; <see cref="PinFate.Gone"/> where none is remembered.</summary>
    public PinFate FateFor(BpfHandle handle) => _place is { } place ? PinFiles.FateOf(place, handle, out _) : PinFate.Gone;

    /// <param name="handle">What to pin.</param>
    /// <param name="path">Where.</param>
    /// <param name="what">What it is, for messages.</param>
    /// <returns>Takes back what was made.</returns>
    /// <exception cref="InvalidOperationException">A pin is remembered already, and lasts.</exception>
    public Action Make(BpfHandle handle, string path, string what)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        lock (_gate)
        {
            if (Lasts(handle)) throw new InvalidOperationException($"{what} is pinned at '{_place}' already; Unpin it first.");
            _place = null;
            Action undo = PinFiles.Pin(handle, path);
            _place = Path.GetFullPath(path);
            return () =>
            {
                lock (_gate)
                {
                    undo();
                    _place = null;
                }
            };
        }
    }

    /// <summary>The same, unless it is pinned there already: then nothing is made.</summary>
    /// <inheritdoc cref="Make(BpfHandle, string, string)"/>
    public Action Ensure(BpfHandle handle, string path, string what)
    {
        lock (_gate)
        {
            bool isThere = _place is { } place && Path.GetFullPath(place) == Path.GetFullPath(path) && Lasts(handle);
            return isThere ? static () => { } : Make(handle, path, what);
        }
    }

    /// <summary>Removes the pin, but not one of something else. What somebody else removed or replaced is remembered no longer.</summary>
    /// <exception cref="InvalidOperationException">No pin is remembered.</exception>
    public void Remove(BpfHandle handle, string what)
    {
        lock (_gate)
        {
            string place = _place ?? throw new InvalidOperationException($"{what} is not pinned by this object.");
            try
            {
                PinFiles.Unpin(place, handle);
            }
            catch (BpfPinException lost) when (lost.Reason is BpfPinError.NotFound or BpfPinError.NotBpfFs or BpfPinError.OtherKind or BpfPinError.OtherObject)
            {
                _place = null;
                throw;
            }

            _place = null;
        }
    }

    // What cannot be told is taken to last.
    private bool Lasts(BpfHandle handle) => FateFor(handle) is PinFate.Lasts or PinFate.NotTold;
}
