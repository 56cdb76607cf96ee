using System.Runtime.CompilerServices;

namespace LibBpfSharp;

/// <summary>A batch of records as values of a C# type, where they lie, for one <c>foreach</c>, which gives their room back when it is left.</summary>
/// <typeparam name="T">The record, laid out as in C.</typeparam>
public unsafe ref struct RingBufferRecords<T>
    where T : unmanaged
{
    private RingBufferRecords _records;

    internal RingBufferRecords(RingBufferRecords records) => _records = records;

    /// <summary>The record: valid until the next one.</summary>
    public readonly ref readonly T Current => ref Unsafe.As<byte, T>(ref Unsafe.AsRef(in _records.Current.GetPinnableReference()));

    /// <summary>Begins the walk.</summary>
    /// <exception cref="InvalidOperationException">The ring is being read already.</exception>
    /// <exception cref="ObjectDisposedException">The reader is disposed.</exception>
    public readonly RingBufferRecords<T> GetEnumerator() => new(_records.GetEnumerator());

    /// <summary>Goes on to the next record.</summary>
    /// <returns>False if there is none now.</returns>
    /// <exception cref="BpfRecordException">A record has another size; it is passed.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MoveNext()
    {
        if (!_records.MoveNext()) return false;
        if (_records.Current.Length != sizeof(T)) RecordLayout.ThrowSize<T>(_records.Ring.Map.Name, _records.Current.Length);
        return true;
    }

    /// <summary>Ends the walk: gives the records' room back to the kernel and lets others read.</summary>
    public void Dispose() => _records.Dispose();
}
