using System.Runtime.CompilerServices;

namespace LibBpfSharp.Benchmarks;

/// <summary>The map that is measured, through its typed view.</summary>
internal sealed class MapFixture : IDisposable
{
    public const int Entries = 65536;
    public const int ArrayEntries = 4096;

    private readonly BpfMap _map = BpfMap.Create(new()
    {
        Type = BpfMapType.Hash,
        Name = "bench",
        KeySize = sizeof(ulong),
        ValueSize = (uint)Unsafe.SizeOf<Value>(),
        MaxEntries = Entries,
    });

    private readonly BpfMap _mapped = BpfMap.Create(new()
    {
        Type = BpfMapType.Array,
        Name = "mapped",
        KeySize = sizeof(uint),
        ValueSize = sizeof(long),
        MaxEntries = ArrayEntries,
        Flags = BpfMapFlags.Mmapable,
    });

    private readonly BpfHash<ulong, Value> _view;
    private readonly BpfArray<long> _array;
    private readonly BpfBatchCursor _cursor = new();
    private readonly ulong[] _keys = new ulong[Entries];
    private readonly Value[] _values = new Value[Entries];
    private readonly ulong[] _readKeys = new ulong[Entries];
    private readonly Value[] _readValues = new Value[Entries];

    public MapFixture()
    {
        _view = _map.AsHash<ulong, Value>();
        _array = _mapped.AsArray<long>();
        for (uint i = 0; i < Entries; i++) _keys[i] = i * 0x9e3779b97f4a7c15;
        _view.SetBatch(_keys, _values);
    }

    public void LookUp(int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (!_view.TryGet(KeyAt(i), out _)) throw Lost();
        }
    }

    public void Update(int count)
    {
        for (int i = 0; i < count; i++) _view.Set(KeyAt(i), _values[i % Entries]);
    }

    /// <summary>What it removes is put back by <see cref="Update"/>.</summary>
    public void Delete(int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (!_view.Remove(KeyAt(i))) throw Lost();
        }
    }

    /// <summary>The first elements, in one call.</summary>
    public void LookUpBatch(int room)
    {
        _cursor.Reset();
        if (_view.GetBatch(_cursor, _readKeys.AsSpan(0, room), _readValues.AsSpan(0, room)) < room / 2) throw Lost();
    }

    public void UpdateBatch(int count) => _view.SetBatch(_keys.AsSpan(0, count), _values.AsSpan(0, count));

    /// <summary>What it removes is put back by <see cref="UpdateBatch"/>.</summary>
    public void DeleteBatch(int count)
    {
        if (_view.RemoveBatch(_keys.AsSpan(0, count)) != count) throw Lost();
    }

    public void Enumerate()
    {
        int seen = 0;
        foreach (KeyValuePair<ulong, Value> _ in _view) seen++;
        if (seen != Entries) throw Lost();
    }

    /// <summary>Adds up a mapped array.</summary>
    public long ReadMapped()
    {
        long sum = 0;
        using BpfArrayLease<long> lease = _array.Lease();
        foreach (long value in lease.Span) sum += value;
        return sum;
    }

    public void Dispose()
    {
        _map.Dispose();
        _mapped.Dispose();
    }

    /// <summary>Every key once, a step of an odd number through them, as on the C side.</summary>
    private ref ulong KeyAt(int i) => ref _keys[unchecked((uint)i * 40503u) % Entries];

    private static InvalidOperationException Lost() => new("The map lost elements.");

    [InlineArray(32)]
    private struct Value
    {
        private byte _first;
    }
}
