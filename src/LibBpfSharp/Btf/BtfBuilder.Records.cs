namespace LibBpfSharp.Btf;

/// <content>The records themselves.</content>
public sealed partial class BtfBuilder
{
    /// <summary>
    /// The words of a record that is in the BTF itself, in host byte order, for changes in place. Adding anything makes it stale.
    /// </summary>
    internal Span<uint> Record(uint id)
    {
        int own = OwnIndex(id);
        int start = _starts[own];
        int end = own + 1 < _starts.Count ? _starts[own + 1] : _wordCount;
        return _words.AsSpan(start, end - start);
    }

    /// <summary>The bytes of a name that this BTF itself holds, for changes in place; empty if its base holds it.</summary>
    internal Span<byte> OwnString(uint offset)
    {
        if (offset < _firstStringOffset) return [];
        Span<byte> rest = _strings.Section[(int)(offset - _firstStringOffset)..];
        return rest[..rest.IndexOf((byte)0)];
    }

    private uint Append(BtfKind kind, uint nameOffset, uint sizeOrType, ReadOnlySpan<uint> tail = default, bool kindFlag = false, int length = 0)
    {
        int start = _wordCount;
        AppendWords([nameOffset, BtfInfo.Pack(kind, length, kindFlag), sizeOrType]);
        AppendWords(tail);
        _starts.Add(start);
        return (uint)TypeCount - 1;
    }

    /// <summary>Adds an element to the type added last.</summary>
    private void AppendElement(ReadOnlySpan<uint> element, bool belongs, bool setKindFlag = false)
    {
        if (!belongs) throw new InvalidOperationException($"The type added last, of kind {LastKind}, has no such elements.");

        Span<uint> last = Record((uint)TypeCount - 1);
        int length = BtfInfo.Length(last[1]) + 1;
        if (length > BtfInfo.MaxLength) throw new InvalidOperationException($"A type has at most {BtfInfo.MaxLength:#,0} elements.");
        last[1] = BtfInfo.Pack(BtfInfo.Kind(last[1]), length, BtfInfo.KindFlag(last[1]) || setKindFlag);
        AppendWords(element);
    }

    private BtfKind LastKind => _starts.Count == 0 ? BtfKind.Unkn : BtfInfo.Kind(Record((uint)TypeCount - 1)[1]);

    private void AppendWords(ReadOnlySpan<uint> words)
    {
        if (_words.Length - _wordCount < words.Length)
            Array.Resize(ref _words, Math.Max(_words.Length * 2, _wordCount + words.Length));
        words.CopyTo(_words.AsSpan(_wordCount));
        _wordCount += words.Length;
    }

    private Span<uint> Record(uint id, BtfKind kind)
    {
        Span<uint> record = Record(id);
        return BtfInfo.Kind(record[1]) == kind
            ? record
            : throw new InvalidOperationException($"BTF type [{id}] is of kind {BtfInfo.Kind(record[1])}, not {kind}.");
    }

    private int OwnIndex(uint id)
    {
        if (id < _firstId || id >= TypeCount)
            throw new ArgumentOutOfRangeException(nameof(id), id, $"Only types {_firstId} to {TypeCount - 1} can be changed.");
        return (int)(id - _firstId);
    }
}
