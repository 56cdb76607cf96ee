using System.Runtime.InteropServices;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Networking;

/// <summary>Values of maps that XDP redirects by: a number, and, where values are 8 bytes, a program: a descriptor going in, an id coming out.</summary>
internal static class RedirectTargets
{
    internal static void Set(MapElements elements, uint key, uint number, BpfProgram? program, BpfElementFlags condition)
    {
        MapShape shape = elements.Shape;
        if (program is not null && shape.ValueSize < 2 * sizeof(uint))
            throw new InvalidOperationException($"Map '{shape.Name}' has values of {shape.ValueSize} bytes: those of 8 have room for a program.");
        using HandleHold hold = new(program?.Handle);
        ReadOnlySpan<int> value = [(int)number, hold.Descriptor];
        elements.Update(ElementSpans.BytesOf(in key), MemoryMarshal.AsBytes(value)[..shape.ValueSize], condition);
    }

    internal static bool TryGet(MapElements elements, uint key, out uint number, out uint programId)
    {
        Span<uint> value = [0, 0];
        bool isThere = elements.TryLookup(ElementSpans.BytesOf(in key), MemoryMarshal.AsBytes(value)[..elements.Shape.ValueSize], 0);
        (number, programId) = (value[0], value[1]);
        return isThere;
    }
}
