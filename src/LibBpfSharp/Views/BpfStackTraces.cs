using System.Runtime.InteropServices;

namespace LibBpfSharp.Tracing;

/// <summary>Stack traces by the ids that <c>bpf_get_stackid</c> gave programs (4.6).</summary>
/// <remarks>Source: <c>kernel/bpf/stackmap.c</c>.</remarks>
public sealed class BpfStackTraces : BpfMapView
{
    internal BpfStackTraces(MapElements elements)
        : base(elements, [BpfMapType.StackTrace], "a view of stack traces")
    {
    }

    /// <summary>Whether frames are build ids and offsets in place of addresses (<see cref="BpfMapFlags.StackBuildId"/>).</summary>
    public bool HasBuildIds => (Elements.Shape.Flags & BpfMapFlags.StackBuildId) != 0;

    /// <summary>The most frames a trace has.</summary>
    public int Depth => Elements.Shape.ValueSize / (HasBuildIds ? BpfStackFrame.Size : sizeof(ulong));

    /// <summary>The ids of all traces. Walked by the kernel's key order.</summary>
    /// <exception cref="BpfException">The kernel refuses the walk.</exception>
    public IEnumerable<uint> Ids
    {
        get
        {
            byte[] key = new byte[sizeof(uint)];
            for (bool more = Elements.TryGetNextKey([], key); more; more = Elements.TryGetNextKey(key, key)) yield return MemoryMarshal.Read<uint>(key);
        }
    }

    /// <summary>Reads a trace.</summary>
    /// <param name="id">What <c>bpf_get_stackid</c> returned.</param>
    /// <param name="addresses">Room for <see cref="Depth"/> addresses, innermost first.</param>
    /// <param name="count">How many there are.</param>
    /// <returns>False if there is no such trace.</returns>
    /// <exception cref="ArgumentException">There is not room for <see cref="Depth"/> addresses.</exception>
    /// <exception cref="InvalidOperationException">The map holds build ids.</exception>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public bool TryGet(uint id, Span<ulong> addresses, out int count)
    {
        if (HasBuildIds) throw new InvalidOperationException($"Map '{Elements.Shape.Name}' holds build ids: use {nameof(TryGetFrames)}.");
        bool isThere = TryRead(id, addresses, out count);
        while (count > 0 && addresses[count - 1] == 0) count--;
        return isThere;
    }

    /// <summary>Reads a trace of build ids (4.17).</summary>
    /// <param name="id">What <c>bpf_get_stackid</c> returned.</param>
    /// <param name="frames">Room for <see cref="Depth"/> frames, innermost first.</param>
    /// <param name="count">How many there are.</param>
    /// <returns>False if there is no such trace.</returns>
    /// <exception cref="ArgumentException">There is not room for <see cref="Depth"/> frames.</exception>
    /// <exception cref="InvalidOperationException">The map holds addresses.</exception>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public bool TryGetFrames(uint id, Span<BpfStackFrame> frames, out int count)
    {
        if (!HasBuildIds) throw new InvalidOperationException($"Map '{Elements.Shape.Name}' holds addresses: use {nameof(TryGet)}.");
        bool isThere = TryRead(id, frames, out count);
        while (count > 0 && frames[count - 1].Kind is BpfStackFrameKind.None) count--;
        return isThere;
    }

    /// <summary>Reads a trace of the kernel's own functions, with their names.</summary>
    /// <param name="id">What <c>bpf_get_stackid</c> returned.</param>
    /// <param name="symbols">The kernel's symbols.</param>
    /// <returns>The frames, innermost first; <c>null</c> if there is no such trace.</returns>
    /// <exception cref="InvalidOperationException">The map holds build ids.</exception>
    /// <exception cref="BpfException">The kernel refuses the lookup.</exception>
    public KernelSymbol[]? GetKernelFrames(uint id, KernelSymbols symbols)
    {
        ArgumentNullException.ThrowIfNull(symbols);
        ulong[] addresses = new ulong[Depth];
        return TryGet(id, addresses, out int count) ? Array.ConvertAll(addresses[..count], symbols.Find) : null;
    }

    /// <summary>Forgets a trace, so that its id can be used again.</summary>
    /// <returns>False if there is no such trace.</returns>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public bool Remove(uint id) => Elements.Delete(ElementSpans.BytesOf(in id));

    private bool TryRead<T>(uint id, Span<T> frames, out int count)
        where T : unmanaged
    {
        if (frames.Length < Depth) throw new ArgumentException($"A trace of map '{Elements.Shape.Name}' has up to {Depth} frames; there is room for {frames.Length}.", nameof(frames));
        bool isThere = Elements.TryLookup(ElementSpans.BytesOf(in id), MemoryMarshal.AsBytes(frames)[..Elements.Shape.ValueSize], 0);
        count = isThere ? Depth : 0;
        return isThere;
    }
}
