namespace LibBpfSharp;

public sealed partial class BpfMap
{
    /// <summary>Sees a hash map as keys and values of C# types.</summary>
    /// <exception cref="InvalidOperationException">The map is not in the kernel, or is no hash map.</exception>
    /// <exception cref="ArgumentException">A type has not the size of the map's key or value.</exception>
    public BpfHash<TKey, TValue> AsHash<TKey, TValue>()
        where TKey : unmanaged
        where TValue : unmanaged
        => new(Elements);

    /// <summary>Sees an array map as values of a C# type.</summary>
    /// <exception cref="InvalidOperationException">The map is not in the kernel, or is no array.</exception>
    /// <exception cref="ArgumentException">The type has not the size of the map's value.</exception>
    public BpfArray<T> AsArray<T>()
        where T : unmanaged
        => new(Elements);

    /// <summary>Sees a per-CPU hash map as keys and values of C# types, one value per possible CPU.</summary>
    /// <exception cref="InvalidOperationException">The map is not in the kernel, or is no per-CPU hash map.</exception>
    /// <exception cref="ArgumentException">A type has not the size of the map's key or of one CPU's value.</exception>
    public BpfPerCpuHash<TKey, TValue> AsPerCpuHash<TKey, TValue>()
        where TKey : unmanaged
        where TValue : unmanaged
        => new(Elements);

    /// <summary>Sees a per-CPU array map as values of a C# type, one value per possible CPU.</summary>
    /// <exception cref="InvalidOperationException">The map is not in the kernel, or is no per-CPU array.</exception>
    /// <exception cref="ArgumentException">The type has not the size of one CPU's value.</exception>
    public BpfPerCpuArray<T> AsPerCpuArray<T>()
        where T : unmanaged
        => new(Elements);
}
