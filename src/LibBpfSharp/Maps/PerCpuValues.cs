using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LibBpfSharp;

/// <summary>Moves one value per possible CPU between C# values side by side and the kernel's layout, each rounded up to 8 bytes.</summary>
internal static class PerCpuValues<T>
    where T : unmanaged
{
    internal static bool TryLookup(MapElements elements, ReadOnlySpan<byte> key, Span<T> values)
    {
        CheckCount(elements.Shape, values.Length, nameof(values));
        if (IsDense(elements.Shape)) return elements.TryLookup(key, MemoryMarshal.AsBytes(values), 0);

        int size = elements.Shape.ValueBufferSize;
        byte[] rented = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            if (!elements.TryLookup(key, rented.AsSpan(0, size), 0)) return false;
            for (int cpu = 0; cpu < values.Length; cpu++)
                values[cpu] = MemoryMarshal.Read<T>(rented.AsSpan(cpu * elements.Shape.CpuStride));
            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    internal static void Update(MapElements elements, ReadOnlySpan<byte> key, ReadOnlySpan<T> values)
    {
        CheckCount(elements.Shape, values.Length, nameof(values));
        if (IsDense(elements.Shape))
        {
            elements.Update(key, MemoryMarshal.AsBytes(values), BpfElementFlags.Any);
            return;
        }

        int size = elements.Shape.ValueBufferSize;
        byte[] rented = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            rented.AsSpan(0, size).Clear();
            for (int cpu = 0; cpu < values.Length; cpu++)
                MemoryMarshal.Write(rented.AsSpan(cpu * elements.Shape.CpuStride), in values[cpu]);
            elements.Update(key, rented.AsSpan(0, size), BpfElementFlags.Any);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static bool IsDense(MapShape shape) => Unsafe.SizeOf<T>() == shape.CpuStride;

    private static void CheckCount(MapShape shape, int count, string parameter)
    {
        if (count != shape.PossibleCpus)
            throw new ArgumentException($"Map '{shape.Name}' holds a value for each of {shape.PossibleCpus} possible CPUs; there is room for {count}.", parameter);
    }
}
