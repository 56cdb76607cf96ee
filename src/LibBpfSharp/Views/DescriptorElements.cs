using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>Elements that are descriptors when they go in, and ids, if anything, when they come out.</summary>
internal static class DescriptorElements
{
    /// <summary>Puts in what a handle holds.</summary>
    internal static void Set<TKey>(MapElements elements, in TKey key, SafeHandle handle, BpfElementFlags flags)
        where TKey : unmanaged
    {
        ArgumentNullException.ThrowIfNull(handle);
        using HandleHold hold = new(handle);
        Span<byte> value = stackalloc byte[sizeof(long)];
        value.Clear();

        // Where values are 8 bytes wide (sockets), they are numbers all the same.
        if (elements.Shape.ValueSize == sizeof(long)) MemoryMarshal.Write(value, (long)hold.Descriptor);
        else MemoryMarshal.Write(value, hold.Descriptor);
        elements.Update(ElementSpans.BytesOf(in key), value[..elements.Shape.ValueSize], flags);
    }

    internal static bool Remove<TKey>(MapElements elements, in TKey key)
        where TKey : unmanaged => elements.Delete(ElementSpans.BytesOf(in key));

    /// <summary>Reads the id of what is there.</summary>
    internal static bool TryGetId<TKey>(MapElements elements, in TKey key, out uint id)
        where TKey : unmanaged
    {
        Unsafe.SkipInit(out id);
        return elements.TryLookup(ElementSpans.BytesOf(in key), ElementSpans.WritableBytesOf(ref id), 0);
    }

    /// <summary>Puts in many, by one call where the kernel has batches.</summary>
    internal static void Set<TKey>(MapElements elements, ReadOnlySpan<TKey> keys, ReadOnlySpan<BpfHandle> handles)
        where TKey : unmanaged
    {
        if (handles.Length != keys.Length) throw new ArgumentException($"{keys.Length} keys, and {handles.Length} to put in.", nameof(handles));
        int[] descriptors = new int[handles.Length];
        int held = 0;
        try
        {
            for (bool isHeld = false; held < handles.Length; held++, isHeld = false)
            {
                handles[held].DangerousAddRef(ref isHeld);
                descriptors[held] = handles[held].Descriptor;
            }

            MapBatches.Set(elements, MemoryMarshal.AsBytes(keys), MemoryMarshal.AsBytes<int>(descriptors));
        }
        finally
        {
            while (held-- > 0) handles[held].DangerousRelease();
        }
    }
}
