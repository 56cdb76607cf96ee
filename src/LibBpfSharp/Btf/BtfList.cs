namespace LibBpfSharp.Btf;

/// <summary>The elements of one BTF type, read when asked for.</summary>
/// <typeparam name="T">The kind of element.</typeparam>
public readonly struct BtfList<T>
    where T : struct, IBtfElement<T>
{
    private readonly BtfType _owner;

    internal BtfList(in BtfType owner, bool present)
    {
        _owner = owner;
        Count = present ? owner.Length : 0;
    }

    /// <summary>The number of elements; 0 where the type's kind has none of this sort.</summary>
    public int Count { get; }

    /// <summary>The element with an index.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is negative, or not below <see cref="Count"/>.</exception>
    public T this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            return T.Read(_owner, index);
        }
    }

    /// <summary>Goes through the elements in order.</summary>
    public Enumerator GetEnumerator() => new(this);

    /// <summary>Walks a <see cref="BtfList{T}"/>.</summary>
    public struct Enumerator
    {
        private readonly BtfList<T> _list;
        private int _index;

        internal Enumerator(in BtfList<T> list)
        {
            _list = list;
            _index = -1;
        }

        /// <summary>The element the walk stands on.</summary>
        public readonly T Current => T.Read(_list._owner, _index);

        /// <summary>Steps to the next element.</summary>
        /// <returns><c>false</c> once there is none.</returns>
        public bool MoveNext() => ++_index < _list.Count;
    }
}
