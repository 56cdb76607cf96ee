namespace LibBpfSharp;

/// <summary>Is given the values of one key, by CPU number.</summary>
/// <param name="key">The key, or index.</param>
/// <param name="values">One value per possible CPU, valid until the call returns.</param>
/// <typeparam name="TKey">The key.</typeparam>
/// <typeparam name="TValue">One CPU's value.</typeparam>
public delegate void BpfPerCpuAction<TKey, TValue>(TKey key, ReadOnlySpan<TValue> values)
    where TKey : unmanaged
    where TValue : unmanaged;
