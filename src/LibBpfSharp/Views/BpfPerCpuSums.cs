using System.Numerics;

namespace LibBpfSharp;

/// <summary>Adds up what each CPU counted.</summary>
public static class BpfPerCpuSums
{
    private const int MostOnStack = 64;

    /// <summary>The sum over all CPUs of the values at an index.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is not in the map.</exception>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public static T Sum<T>(this BpfPerCpuArray<T> array, uint index)
        where T : unmanaged, IAdditionOperators<T, T, T>
    {
        ArgumentNullException.ThrowIfNull(array);
        Span<T> values = array.CpuCount <= MostOnStack ? stackalloc T[array.CpuCount] : new T[array.CpuCount];
        array.Get(index, values);
        return Sum<T>(values);
    }

    /// <summary>The sum over all CPUs of the values of a key.</summary>
    /// <returns>False if the map has no such key.</returns>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public static bool TrySum<TKey, TValue>(this BpfPerCpuHash<TKey, TValue> hash, in TKey key, out TValue sum)
        where TKey : unmanaged
        where TValue : unmanaged, IAdditionOperators<TValue, TValue, TValue>
    {
        ArgumentNullException.ThrowIfNull(hash);
        Span<TValue> values = hash.CpuCount <= MostOnStack ? stackalloc TValue[hash.CpuCount] : new TValue[hash.CpuCount];
        bool isThere = hash.TryGet(key, values);
        sum = isThere ? Sum<TValue>(values) : default;
        return isThere;
    }

    /// <summary>The sum of values; of none the one whose bytes are zero.</summary>
    public static T Sum<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IAdditionOperators<T, T, T>
    {
        T sum = default;
        foreach (T value in values) sum += value;
        return sum;
    }
}
