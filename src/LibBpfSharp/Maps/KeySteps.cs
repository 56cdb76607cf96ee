using System.Buffers;

namespace LibBpfSharp;

/// <summary>Walks a map's elements by <c>BPF_MAP_GET_NEXT_KEY</c>, while others add and remove some.</summary>
/// <remarks>
/// A key that is gone has no next one: the kernel then gives the first. So a key is believed only if the one it was asked from was still
/// there when its value was read; if not, it is asked for again from the youngest key handed out before.
/// </remarks>
internal sealed class KeySteps : IDisposable
{
    private const int Remembered = 64;
    private const int MostRestarts = 16;

    private readonly MapElements _elements;
    private readonly int _keySize;
    private readonly bool _staysBehind;

    /// <summary>The keys handed out last, a ring; behind it the key to come.</summary>
    private byte[] _keys;
    private int _young;
    private int _remembered;
    private bool _isAtEnd;
    private bool _isStarted;
    private int _restarts;
    private long _seen;

    internal KeySteps(MapElements elements)
    {
        _elements = elements;
        _keySize = elements.Shape.KeySize;

        // The value of a trie's key is that of any longer or shorter prefix too, and tells nothing; its order tells repeats.
        // The keys of an array are always there, whether or not they hold a map.
        _staysBehind = elements.Shape.Type is BpfMapType.LpmTrie or BpfMapType.ArrayOfMaps;
        _keys = ArrayPool<byte>.Shared.Rent((Remembered + 1) * _keySize);
    }

    /// <summary>Begins behind a key that was handed out before.</summary>
    internal void StartBehind(ReadOnlySpan<byte> key)
    {
        Remember(key);
        _isStarted = true;
        _isAtEnd = !_elements.TryGetNextKey(key, Coming);
    }

    /// <summary>The key to come: asked for before the current element is handed out, so that its consumer may remove it.</summary>
    private Span<byte> Coming => At(Remembered);

    /// <summary>Reads the next element.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="InvalidOperationException">The map changes faster than it can be walked.</exception>
    internal bool TryMove(Span<byte> key, Span<byte> value)
    {
        if (!_isStarted)
        {
            _isStarted = true;
            _isAtEnd = !_elements.TryGetNextKey([], Coming);
        }

        while (!_isAtEnd)
        {
            Coming.CopyTo(key);
            _isAtEnd = !_elements.TryGetNextKey(key, Coming);
            if (_elements.TryLookup(key, value, 0))
            {
                // A key that was gone and is back leads to the first again, and nothing tells.
                if (++_seen > ElementWalk.MostSeen(_elements.Shape)) throw ElementWalk.NoEnd(_elements.Shape, _seen);
                Remember(key);
                return true;
            }

            if (!_staysBehind) GoBack();
        }

        return false;
    }

    public void Dispose()
    {
        _isAtEnd = _isStarted = true;
        if (_keys.Length > 0) ArrayPool<byte>.Shared.Return(_keys);
        _keys = [];
    }

    /// <summary>The key asked from is gone: asks from the youngest that is there before and after.</summary>
    private void GoBack()
    {
        byte[] unused = ArrayPool<byte>.Shared.Rent(_elements.Shape.ValueBufferSize);
        try
        {
            for (; _remembered > 0; Forget())
            {
                _isAtEnd = !_elements.TryGetNextKey(At(_young), Coming);
                if (_elements.TryLookup(At(_young), unused.AsSpan(0, _elements.Shape.ValueBufferSize), 0)) return;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(unused);
        }

        if (++_restarts > MostRestarts)
            throw new InvalidOperationException($"Map '{_elements.Shape.Name}' changes faster than it can be walked: {Remembered} keys in a row were removed under the walk, {_restarts} times.");
        _isAtEnd = !_elements.TryGetNextKey([], Coming);
    }

    private void Remember(ReadOnlySpan<byte> key)
    {
        _young = (_young + 1) % Remembered;
        key.CopyTo(At(_young));
        _remembered = Math.Min(_remembered + 1, Remembered);
    }

    private void Forget()
    {
        _young = (_young + Remembered - 1) % Remembered;
        _remembered--;
    }

    private Span<byte> At(int place) => _keys.AsSpan(place * _keySize, _keySize);
}
