using System.Runtime.InteropServices;
using System.Text;

namespace LibBpfSharp.Btf;

/// <summary>
/// Makes BTF: types are appended one by one, to nothing or to what a <see cref="BtfSpec"/> holds, which itself stays as it is.
/// </summary>
/// <remarks>
/// A type may refer to ids that are yet to be added; <see cref="Build"/> refuses what leads nowhere. Names are kept once each.
/// Not safe for use on several threads at a time.
/// </remarks>
public sealed partial class BtfBuilder
{
    private const int Spare = 64;

    private readonly uint _firstId;
    private readonly uint _firstStringOffset;
    private readonly BtfStringTable _strings;
    private readonly List<int> _starts = [];
    private int _headerLength;
    private byte[] _layout;
    private uint[] _words;
    private int _wordCount;

    private BtfBuilder(BtfSpec? baseSpec, int headerLength, ReadOnlySpan<byte> types, ReadOnlySpan<byte> layout, ReadOnlySpan<byte> strings)
    {
        Base = baseSpec;
        _firstId = baseSpec is null ? 1 : (uint)baseSpec.TypeCount;
        _firstStringOffset = baseSpec?.StringEnd ?? 0;
        _headerLength = headerLength;
        ReadOnlySpan<uint> words = MemoryMarshal.Cast<byte, uint>(types);
        _words = new uint[words.Length + Spare]; // an addition or two makes no second copy of it all
        words.CopyTo(_words);
        _wordCount = words.Length;
        _layout = layout.ToArray();
        _strings = new BtfStringTable(strings);
    }

    /// <summary>What the BTF goes on from, if it is a split BTF.</summary>
    public BtfSpec? Base { get; }

    /// <summary>The byte order of the result; at first that of the start, or of this machine.</summary>
    public bool IsLittleEndian { get; set; } = BitConverter.IsLittleEndian;

    /// <summary>One more than the highest id, those of the base included.</summary>
    public int TypeCount => (int)_firstId + _starts.Count;

    /// <summary>Starts with no types.</summary>
    /// <param name="baseSpec">What the new BTF goes on from, to make a split BTF.</param>
    public static BtfBuilder Create(BtfSpec? baseSpec = null)
        => new(baseSpec, BtfHeader.ClassicLength, [], [], baseSpec is null ? [0] : []);

    /// <summary>Starts with the types and strings of a BTF, under the same ids and offsets.</summary>
    /// <exception cref="BpfObjectFormatException">The BTF's header has fields of unknown meaning, which a change might break.</exception>
    public static BtfBuilder From(BtfSpec start)
    {
        ArgumentNullException.ThrowIfNull(start);
        if (start.Header.HasUnknownFields)
            throw BtfErrors.At($"a header of {start.Header.Length} bytes, of which {BtfHeader.FullLength} are known, keeps this BTF from being changed", 4);

        var builder = new BtfBuilder(start.Base, start.Header.Length, start.TypeSection, start.LayoutSection, start.StringSection)
        {
            IsLittleEndian = start.IsLittleEndian,
        };
        builder._starts.EnsureCapacity(start.RecordOffsets.Length);
        foreach (int offset in start.RecordOffsets) builder._starts.Add(offset / sizeof(uint));
        return builder;
    }

    /// <summary>The offset of a string, which is added if neither this BTF nor its base has it.</summary>
    /// <exception cref="ArgumentException"><paramref name="text"/> holds a zero character.</exception>
    public uint AddString(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Contains('\0', StringComparison.Ordinal)) throw new ArgumentException("The text holds a zero character.", nameof(text));
        return AddString(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>The result as bytes in the order of <see cref="IsLittleEndian"/>.</summary>
    public byte[] ToArray()
    {
        byte[] raw = new byte[_headerLength + (_wordCount * sizeof(uint)) + _layout.Length + _strings.Length];
        BtfHeader.Write(raw, IsLittleEndian, _headerLength, _wordCount * sizeof(uint), _layout.Length, _strings.Length);

        Span<byte> rest = raw.AsSpan(_headerLength);
        ReadOnlySpan<byte> types = MemoryMarshal.AsBytes(_words.AsSpan(0, _wordCount));
        if (IsLittleEndian == BitConverter.IsLittleEndian) types.CopyTo(rest);
        else BtfByteOrder.Swap(types).CopyTo(rest);
        rest = rest[types.Length..];
        _layout.CopyTo(rest);
        _strings.Section.CopyTo(rest[_layout.Length..]);
        return raw;
    }

    /// <summary>The result, checked as any other BTF is.</summary>
    /// <param name="pointerSize">See <see cref="BtfSpec.Parse"/>.</param>
    /// <exception cref="BpfObjectFormatException">A type refers to an id that was never added, or a function to what is no prototype.</exception>
    public BtfSpec Build(int pointerSize = 0) => BtfSpec.Parse(ToArray(), Base, pointerSize);

    /// <summary>Adds a section with the sizes of all kinds known here, for readers that know fewer.</summary>
    public void AddLayout()
    {
        _headerLength = Math.Max(_headerLength, BtfHeader.FullLength);
        _layout = BtfRecordSizes.DescribeKnown();
    }

    /// <summary>Leaves out the section with the sizes of kinds.</summary>
    public void DropLayout() => _layout = [];

    internal uint AddString(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty) return 0;
        if (Base is not null && Base.TryFindString(text, out uint inherited)) return inherited;
        return _firstStringOffset + (uint)_strings.Intern(text);
    }
}
