using System.Buffers;

namespace LibBpfSharp;

/// <summary>Walks a map's elements as bytes: by batches where kernel and type have them, else key by key.</summary>
/// <remarks>For one thread. What it hands out is valid until the next step.</remarks>
internal sealed class ElementWalk : IDisposable
{
    /// <summary>Beyond so many elements, or bytes, a batch costs no less for each.</summary>
    private const int MostRoomAtFirst = 1024;
    private const int MostBytesAtFirst = 1 << 20;

    /// <summary>Where a trie's key goes between two batches the kernel starts over: so often, on the whole, that is put up with.</summary>
    private const int MostRounds = 16;

    private readonly MapElements _elements;
    private readonly int _keySize;
    private readonly int _valueSize;
    private byte[] _cursor;
    private byte[] _keys;
    private byte[] _values;
    private int _room;
    private int _count;
    private int _at = -1;
    private long _seen;
    private bool _isStarted;
    private bool _isAtEnd;
    private KeySteps? _steps;

    internal ElementWalk(MapElements elements)
    {
        _elements = elements;
        (_keySize, _valueSize) = (elements.Shape.KeySize, elements.Shape.ValueBufferSize);
        int most = Math.Clamp(MostBytesAtFirst / Math.Max(1, _valueSize), 1, MostRoomAtFirst);
        _room = (int)Math.Clamp(elements.Shape.MaxEntries, 1, (uint)most);
        _cursor = ArrayPool<byte>.Shared.Rent(elements.Shape.CursorSize);
        _keys = ArrayPool<byte>.Shared.Rent(_room * _keySize);
        _values = ArrayPool<byte>.Shared.Rent(checked(_room * _valueSize));
    }

    internal ReadOnlySpan<byte> Key => _keys.AsSpan(_at * _keySize, _keySize);

    internal ReadOnlySpan<byte> Value => _values.AsSpan(_at * _valueSize, _valueSize);

    internal bool MoveNext()
    {
        if (++_at < _count) return true;
        if (_steps is not null) return Step();
        while (!_isAtEnd)
        {
            if (!TryFetch()) return Step();
            _at = 0;
            if (_count > 0) return true;
        }

        (_at, _count) = (-1, 0);
        return false;
    }

    public void Dispose()
    {
        _isAtEnd = true;
        (_at, _count) = (-1, 0);
        Return(ref _cursor);
        Return(ref _keys);
        Return(ref _values);
        _steps?.Dispose();
    }

    /// <summary>How many elements a walk may come to before it is said to have no end.</summary>
    internal static long MostSeen(MapShape map) => (map.MaxEntries + (long)MostRoomAtFirst) * MostRounds;

    internal static InvalidOperationException NoEnd(MapShape map, long seen)
        => new($"Map '{map.Name}' changes faster than it can be walked: {seen} elements were read, and it holds {map.MaxEntries}.");

    /// <summary>One batch. False where there are none for this map, or no more.</summary>
    private bool TryFetch()
    {
        while (true)
        {
            nint result = _elements.LookupBatch(
                BpfCommand.MapLookupBatch, _cursor.AsSpan(0, _elements.Shape.CursorSize), !_isStarted,
                _keys.AsSpan(0, _room * _keySize), _values.AsSpan(0, _room * _valueSize), 0, out _count);
            if (result == -(nint)Errno.ENOSPC)
            {
                Grow();
                continue;
            }

            if (!_isStarted && MapElements.LacksBatch(result))
            {
                _steps = new KeySteps(_elements);
                return false;
            }

            if (result == -(nint)Errno.EINTR)
            {
                // Before 6.14 a batch gives up at a key without a value: one just removed, or an empty place in an array of maps.
                _steps = new KeySteps(_elements);
                if (_isStarted || _count > 0) _steps.StartBehind(_cursor.AsSpan(0, _keySize));
                return _count > 0;
            }

            if (result is not (0 or -(nint)Errno.ENOENT)) throw MapFailure.Of(_elements.Handle.Kernel, _elements.Shape, BpfCommand.MapLookupBatch, result);
            if ((_seen += _count) > MostSeen(_elements.Shape)) throw NoEnd(_elements.Shape, _seen);
            _isStarted = true;
            _isAtEnd = result != 0;
            return true;
        }
    }

    /// <summary>A bucket of a hash map comes whole or not at all.</summary>
    private void Grow()
    {
        _room = checked(_room * 2);
        Return(ref _keys);
        Return(ref _values);
        _keys = ArrayPool<byte>.Shared.Rent(checked(_room * _keySize));
        _values = ArrayPool<byte>.Shared.Rent(checked(_room * _valueSize));
    }

    private bool Step()
    {
        (_at, _count) = (0, 0);
        if (_steps!.TryMove(_keys.AsSpan(0, _keySize), _values.AsSpan(0, _valueSize))) return true;
        _at = -1;
        return false;
    }

    private static void Return(ref byte[] rented)
    {
        if (rented.Length > 0) ArrayPool<byte>.Shared.Return(rented);
        rented = [];
    }
}
