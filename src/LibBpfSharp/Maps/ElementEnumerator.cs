using System.Collections;
using System.Runtime.InteropServices;

namespace LibBpfSharp;

/// <summary>The elements of a walk as C# values.</summary>
internal sealed class ElementEnumerator<TKey, TValue>(MapElements elements) : IEnumerator<KeyValuePair<TKey, TValue>>
    where TKey : unmanaged
    where TValue : unmanaged
{
    private readonly ElementWalk _walk = new(elements);

    public KeyValuePair<TKey, TValue> Current => new(MemoryMarshal.Read<TKey>(_walk.Key), MemoryMarshal.Read<TValue>(_walk.Value));

    object IEnumerator.Current => Current;

    public bool MoveNext() => _walk.MoveNext();

    public void Dispose() => _walk.Dispose();

    void IEnumerator.Reset() => throw new NotSupportedException("A walk goes one way; start another.");
}
