using System.Runtime.InteropServices;

namespace LibBpfSharp;

/// <summary>Walks a map with a value for each CPU.</summary>
internal static class PerCpuWalk<TKey, TValue>
    where TKey : unmanaged
    where TValue : unmanaged
{
    internal static void ForEach(MapElements elements, BpfPerCpuAction<TKey, TValue> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        TValue[] values = new TValue[elements.Shape.PossibleCpus];
        using ElementWalk walk = new(elements);
        while (walk.MoveNext())
        {
            PerCpuValues<TValue>.Spread(elements.Shape, walk.Value, values);
            action(MemoryMarshal.Read<TKey>(walk.Key), values);
        }
    }

    internal static IEnumerator<KeyValuePair<TKey, TValue[]>> Enumerate(MapElements elements)
    {
        using ElementWalk walk = new(elements);
        while (walk.MoveNext())
        {
            TValue[] values = new TValue[elements.Shape.PossibleCpus];
            PerCpuValues<TValue>.Spread(elements.Shape, walk.Value, values);
            yield return new(MemoryMarshal.Read<TKey>(walk.Key), values);
        }
    }
}
