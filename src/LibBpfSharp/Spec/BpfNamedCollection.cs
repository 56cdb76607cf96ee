using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace LibBpfSharp;

/// <summary>A read-only list in the object's order whose items are also found by name.</summary>
/// <remarks>Where two items share a name, the first is found.</remarks>
/// <typeparam name="T">The items: programs, maps or variables.</typeparam>
public sealed class BpfNamedCollection<T> : IReadOnlyList<T>
    where T : class
{
    private const int LongestKey = 4095;

    private readonly T[] _items;
    private readonly Func<T, string> _name;
    private readonly Func<T, string?>? _otherName;
    private readonly string _kind;
    private readonly string _whose;
    private Dictionary<string, T>? _byName;

    /// <param name="items">The items, in order.</param>
    /// <param name="kind">What one is called in messages.</param>
    /// <param name="name">The name of one.</param>
    /// <param name="whose">Who has them, in messages.</param>
    /// <param name="otherName">A second name that finds one where no first name does; <c>null</c> for none.</param>
    internal BpfNamedCollection(T[] items, string kind, Func<T, string> name, Func<T, string?>? otherName = null, string whose = "The object")
    {
        _items = items;
        _kind = kind;
        _whose = whose;
        _name = name;
        _otherName = otherName;
    }

    /// <summary>How many there are.</summary>
    public int Count => _items.Length;

    /// <summary>The item at a place, from 0.</summary>
    public T this[int index] => _items[index];

    /// <summary>The item of a name.</summary>
    /// <exception cref="KeyNotFoundException">None has that name; the message names those that are there.</exception>
    public T this[string name] => TryGet(name, out T? item)
        ? item
        : throw new KeyNotFoundException($"{_whose} has no {_kind} '{name}'. {Present()}");

    /// <summary>Whether an item has that name.</summary>
    public bool Contains(string name) => TryGet(name, out _);

    /// <summary>Finds the item of a name.</summary>
    /// <param name="name">The name, compared byte by byte.</param>
    /// <param name="item">The item; <c>null</c> if there is none.</param>
    public bool TryGet(string name, [NotNullWhen(true)] out T? item)
    {
        ArgumentNullException.ThrowIfNull(name);
        return (_byName ??= Index()).TryGetValue(name, out item);
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();

    private Dictionary<string, T> Index()
    {
        Dictionary<string, T> index = new(_items.Length, StringComparer.Ordinal);
        Add(index, _name);
        if (_otherName is not null) Add(index, _otherName);
        return index;
    }

    private void Add(Dictionary<string, T> index, Func<T, string?> naming)
    {
        foreach (T item in _items)
        {
            // No program or map of a longer name can be loaded; without a bound, many that share one would take minutes.
            if (naming(item) is { Length: <= LongestKey } name)
                index.TryAdd(name, item);
        }
    }

    private string Present()
    {
        const int Shown = 12;
        if (_items.Length == 0)
            return "It has none at all.";
        string names = string.Join(", ", _items.Take(Shown).Select(_name));
        return _items.Length > Shown ? $"It has {_items.Length}: {names}, …" : $"It has: {names}.";
    }
}
