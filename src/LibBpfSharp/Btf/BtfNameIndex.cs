using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LibBpfSharp.Btf;

/// <summary>Which of a BTF's own types may have a given name: chains of types by hash, ids rising along each.</summary>
internal sealed class BtfNameIndex
{
    /// <summary>Up to this many types are all looked at instead.</summary>
    private const int SmallCount = 64;

    private readonly int _count;

    /// <summary>One more than the first type of each chain, 0 for an empty chain; <c>null</c> if all types are one chain.</summary>
    private readonly int[]? _heads;

    /// <summary>One more than the type that follows each.</summary>
    private readonly int[] _next;

    private BtfNameIndex(int count, int[]? heads, int[] next)
    {
        _count = count;
        _heads = heads;
        _next = next;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static BtfNameIndex Build(BtfSpec spec)
    {
        ReadOnlySpan<int> offsets = spec.RecordOffsets;
        if (offsets.Length <= SmallCount) return new(offsets.Length, null, []);

        ReadOnlySpan<byte> types = spec.TypeSection, strings = spec.StringSection;
        uint firstString = spec.FirstStringOffset;
        int[] heads = new int[BitOperations.RoundUpToPowerOf2((uint)offsets.Length)];
        int[] next = GC.AllocateUninitializedArray<int>(offsets.Length);

        // Backwards, so that each chain starts with the lowest id.
        for (int i = offsets.Length - 1; i >= 0; i--)
        {
            uint name = MemoryMarshal.Read<uint>(types[offsets[i]..]);
            if (name == 0) continue;

            uint own = name - firstString;
            ReadOnlySpan<byte> text = name >= firstString && own < (uint)strings.Length
                ? strings[(int)own..]
                : spec.TextAt(name);
            ref int head = ref heads[BtfNameHash.OfText(text) & (uint)(heads.Length - 1)];
            next[i] = head;
            head = i + 1;
        }

        return new(offsets.Length, heads, next);
    }

    /// <summary>The first of the BTF's own types (counted from 0) that may have a name of this hash, or −1.</summary>
    public int First(uint hash) => _heads is null ? Step(0) : _heads[hash & (uint)(_heads.Length - 1)] - 1;

    /// <summary>The next such type, or −1.</summary>
    public int After(int own) => _heads is null ? Step(own + 1) : _next[own] - 1;

    private int Step(int own) => own < _count ? own : -1;
}
