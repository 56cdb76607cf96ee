using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>Moves one value per possible CPU between C# values side by side and the kernel's layout, each rounded up to 8 bytes.</summary>
internal static class PerCpuValues<T>
    where T : unmanaged
{
    private const int MostOnStack = 4096;

    internal static bool TryLookup(MapElements elements, ReadOnlySpan<byte> key, Span<T> values)
    {
        MapShape shape = elements.Shape;
        CheckCount(shape, values.Length, nameof(values));
        if (IsDense(shape)) return elements.TryLookup(key, MemoryMarshal.AsBytes(values), 0);

        using ScratchBytes scratch = new(stackalloc byte[MostOnStack], shape.ValueBufferSize);
        if (!elements.TryLookup(key, scratch.Bytes, 0)) return false;
        Spread(shape, scratch.Bytes, values);
        return true;
    }

    internal static void Update(MapElements elements, ReadOnlySpan<byte> key, ReadOnlySpan<T> values) => UpdateIf(elements, key, values, BpfElementFlags.Any);

    /// <summary>As <see cref="MapElements.UpdateIf"/>; without a condition always true.</summary>
    internal static bool UpdateIf(MapElements elements, ReadOnlySpan<byte> key, ReadOnlySpan<T> values, BpfElementFlags condition)
    {
        MapShape shape = elements.Shape;
        CheckCount(shape, values.Length, nameof(values));
        if (IsDense(shape)) return elements.UpdateIf(key, MemoryMarshal.AsBytes(values), condition);

        using ScratchBytes scratch = new(stackalloc byte[MostOnStack], shape.ValueBufferSize);
        scratch.Bytes.Clear();
        for (int cpu = 0; cpu < values.Length; cpu++) MemoryMarshal.Write(scratch.Bytes[(cpu * shape.CpuStride)..], in values[cpu]);
        return elements.UpdateIf(key, scratch.Bytes, condition);
    }

    /// <summary>One CPU's value: by itself where the kernel can (7.0), else out of those of all.</summary>
    internal static bool TryLookup(MapElements elements, ReadOnlySpan<byte> key, int cpu, out T value)
    {
        MapShape shape = elements.Shape;
        CheckCpu(shape, cpu);
        Unsafe.SkipInit(out value);
        nint result = elements.Handle.MapLookup(key, ElementSpans.WritableBytesOf(ref value), FlagsFor(cpu));
        if (result == 0) return true;
        if (result == -(nint)Errno.ENOENT) return false;
        if (result != -(nint)Errno.EINVAL) throw MapFailure.Of(elements.Handle.Kernel, shape, BpfCommand.MapLookupElem, result);

        using ScratchBytes scratch = new(stackalloc byte[MostOnStack], shape.ValueBufferSize);
        if (!elements.TryLookup(key, scratch.Bytes, 0)) return false;
        value = MemoryMarshal.Read<T>(scratch.Bytes[(cpu * shape.CpuStride)..]);
        return true;
    }

    /// <summary>Writes one CPU's value (7.0).</summary>
    internal static void Update(MapElements elements, ReadOnlySpan<byte> key, int cpu, in T value)
    {
        CheckCpu(elements.Shape, cpu);
        elements.Update(key, ElementSpans.BytesOf(in value), FlagsFor(cpu));
    }

    /// <summary>Writes the same value for all CPUs: by itself where the kernel can (7.0), else once for each.</summary>
    internal static void UpdateAll(MapElements elements, ReadOnlySpan<byte> key, in T value)
    {
        nint result = elements.TryUpdate(key, ElementSpans.BytesOf(in value), BpfElementFlags.AllCpus);
        if (result == 0) return;
        if (result != -(nint)Errno.EINVAL) throw MapFailure.Of(elements.Handle.Kernel, elements.Shape, BpfCommand.MapUpdateElem, result);

        MapShape shape = elements.Shape;
        using ScratchBytes scratch = new(stackalloc byte[MostOnStack], shape.ValueBufferSize);
        scratch.Bytes.Clear();
        for (int cpu = 0; cpu < shape.PossibleCpus; cpu++) MemoryMarshal.Write(scratch.Bytes[(cpu * shape.CpuStride)..], in value);
        elements.Update(key, scratch.Bytes, 0);
    }

    /// <summary>Takes values out of the kernel's layout.</summary>
    internal static void Spread(MapShape shape, ReadOnlySpan<byte> stored, Span<T> values)
    {
        for (int cpu = 0; cpu < values.Length; cpu++) values[cpu] = MemoryMarshal.Read<T>(stored[(cpu * shape.CpuStride)..]);
    }

    private static BpfElementFlags FlagsFor(int cpu) => BpfElementFlags.Cpu | (BpfElementFlags)((ulong)cpu << 32);

    private static bool IsDense(MapShape shape) => Unsafe.SizeOf<T>() == shape.CpuStride;

    private static void CheckCount(MapShape shape, int count, string parameter)
    {
        if (count != shape.PossibleCpus)
            throw new ArgumentException($"Map '{shape.Name}' holds a value for each of {shape.PossibleCpus} possible CPUs; there is room for {count}.", parameter);
    }

    private static void CheckCpu(MapShape shape, int cpu)
    {
        if ((uint)cpu >= (uint)shape.PossibleCpus)
            throw new ArgumentOutOfRangeException(nameof(cpu), cpu, $"Map '{shape.Name}' holds a value for each of {shape.PossibleCpus} possible CPUs.");
    }
}
