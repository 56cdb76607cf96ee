using System.Numerics;

namespace LibBpfSharp.Btf;

/// <summary>A growing string section in which each string is kept once.</summary>
internal sealed class BtfStringTable
{
    private const int Spare = 256;

    private byte[] _bytes;

    /// <summary>Offset + 1 of a string, by its hash, open addressing; <c>null</c> until a string is looked for.</summary>
    private int[]? _slots;
    private int _used;

    public BtfStringTable(ReadOnlySpan<byte> section)
    {
        _bytes = new byte[section.Length + Spare];
        section.CopyTo(_bytes);
        Length = section.Length;
    }

    public int Length { get; private set; }

    /// <summary>The whole section; what is changed in it changes every string there.</summary>
    public Span<byte> Section => _bytes.AsSpan(0, Length);

    /// <summary>The offset of the first string equal to the given one, appended if there is none.</summary>
    /// <param name="text">The string, without a zero.</param>
    public int Intern(ReadOnlySpan<byte> text)
    {
        Index();
        if ((_used + 1) * 2 > _slots!.Length) Rehash(_slots.Length * 2);

        ref int slot = ref SlotOf(text);
        if (slot == 0) Add(ref slot, Append(text));
        return slot - 1;
    }

    private int Append(ReadOnlySpan<byte> text)
    {
        int offset = Length;
        if (_bytes.Length - Length <= text.Length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + text.Length + 1));
        text.CopyTo(_bytes.AsSpan(offset));
        _bytes[offset + text.Length] = 0;
        Length = offset + text.Length + 1;
        return offset;
    }

    private void Index()
    {
        if (_slots is null) Rehash((int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(64, Section.Count((byte)0) * 2)));
    }

    private void Rehash(int size)
    {
        _slots = new int[size];
        _used = 0;
        for (int at = 0; at < Length;)
        {
            ReadOnlySpan<byte> text = StringAt(at);
            ref int slot = ref SlotOf(text);
            if (slot == 0) Add(ref slot, at);
            at += text.Length + 1;
        }
    }

    private void Add(ref int slot, int offset)
    {
        slot = offset + 1;
        _used++;
    }

    /// <summary>The slot of a string, or the empty one where it belongs.</summary>
    private ref int SlotOf(ReadOnlySpan<byte> text)
    {
        var hash = default(HashCode);
        hash.AddBytes(text);
        int mask = _slots!.Length - 1;
        for (int at = hash.ToHashCode() & mask; ; at = (at + 1) & mask)
        {
            ref int slot = ref _slots[at];
            if (slot == 0 || StringAt(slot - 1).SequenceEqual(text)) return ref slot;
        }
    }

    private ReadOnlySpan<byte> StringAt(int offset)
    {
        ReadOnlySpan<byte> rest = _bytes.AsSpan(offset, Length - offset);
        return rest[..rest.IndexOf((byte)0)];
    }
}
