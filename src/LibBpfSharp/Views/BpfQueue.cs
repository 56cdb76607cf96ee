using System.Runtime.CompilerServices;

namespace LibBpfSharp;

/// <summary>A queue (first in, first out) or stack (last in, first out) map seen as values of a C# type (4.20).</summary>
/// <remarks>Source: <c>kernel/bpf/queue_stack_maps.c</c>.</remarks>
/// <typeparam name="T">The value, laid out as in C.</typeparam>
public sealed class BpfQueue<T> : BpfMapView
    where T : unmanaged
{
    internal BpfQueue(MapElements elements)
        : base(elements, [BpfMapType.Queue, BpfMapType.Stack], "a queue view") => LayoutCheck = MapLayout.CheckValue<T>(elements.Shape);

    /// <summary>Whether the last value pushed comes first.</summary>
    public bool IsStack => Elements.Shape.Type is BpfMapType.Stack;

    /// <summary>Puts a value in.</summary>
    /// <param name="value">The value.</param>
    /// <param name="replaceOldest">Whether a full map gives up its oldest value (<c>BPF_EXIST</c>).</param>
    /// <exception cref="BpfException">E2BIG: the map is full.</exception>
    public void Push(in T value, bool replaceOldest = false)
        => Elements.Update([], ElementSpans.BytesOf(in value), replaceOldest ? BpfElementFlags.Exist : BpfElementFlags.Any);

    /// <summary>Reads the value that comes next and takes it out.</summary>
    /// <returns>False if the map is empty.</returns>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public bool TryPop(out T value)
    {
        Unsafe.SkipInit(out value);
        return Elements.TryLookupAndDelete([], ElementSpans.WritableBytesOf(ref value), 0);
    }

    /// <summary>Reads the value that comes next.</summary>
    /// <returns>False if the map is empty.</returns>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public bool TryPeek(out T value)
    {
        Unsafe.SkipInit(out value);
        return Elements.TryLookup([], ElementSpans.WritableBytesOf(ref value), 0);
    }
}
