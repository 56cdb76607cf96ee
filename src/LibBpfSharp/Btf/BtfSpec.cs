using System.Runtime.InteropServices;

namespace LibBpfSharp.Btf;

/// <summary>
/// A BTF blob: the types of an object, of the kernel or of one of its modules. Immutable; safe to use on many threads.
/// </summary>
/// <remarks>
/// Nothing but the place of each record is kept in memory. Names are indexed at the first search.
/// Source: <c>Documentation/bpf/btf.rst</c>, <c>linux/btf.h</c>.
/// </remarks>
public sealed partial class BtfSpec
{
    /// <summary>The type section in host byte order.</summary>
    private readonly ReadOnlyMemory<byte> _types;
    private readonly ReadOnlyMemory<byte> _strings;
    private readonly BtfTypeTable _table;
    private readonly uint _firstStringOffset;

    private BtfSpec(ReadOnlyMemory<byte> raw, BtfSpec? baseSpec, int pointerSize)
    {
        Header = BtfHeader.Parse(raw.Span);
        RawData = raw;
        Base = baseSpec;
        FirstId = baseSpec is null ? 1 : (uint)baseSpec.TypeCount;
        _firstStringOffset = baseSpec?.StringEnd ?? 0;
        _statedPointerSize = pointerSize;

        _strings = raw[Header.Strings];
        CheckStrings();

        bool native = Header.IsLittleEndian == BitConverter.IsLittleEndian;
        _types = native ? raw[Header.Types] : BtfByteOrder.Swap(raw.Span[Header.Types]);
        ReadOnlySpan<byte> layout = LayoutSection.IsEmpty && baseSpec is not null ? baseSpec.LayoutSection : LayoutSection;

        // What a record of an unknown kind holds is unknown, so it cannot be brought into host byte order.
        _table = BtfTypeTable.Build(_types.Span, new BtfRecordSizes(native ? layout : default), FirstId);
        if ((long)FirstId + _table.Count > int.MaxValue)
            throw BtfErrors.At("more types than an id can tell apart", Header.Types.Start.Value);
    }

    /// <summary>The BTF this one goes on from (a module's is the kernel's), or <c>null</c>.</summary>
    public BtfSpec? Base { get; }

    /// <summary>One more than the highest id: ids run from 0 (<c>void</c>), those of <see cref="Base"/> included.</summary>
    public int TypeCount => (int)FirstId + _table.Count;

    /// <summary>The first id this blob describes itself: 1, or the <see cref="TypeCount"/> of <see cref="Base"/>.</summary>
    public uint FirstId { get; }

    /// <summary>The byte order of <see cref="RawData"/>. Everything else here is in host byte order.</summary>
    public bool IsLittleEndian => Header.IsLittleEndian;

    /// <summary>The blob as it was given.</summary>
    public ReadOnlyMemory<byte> RawData { get; }

    /// <summary>The checked header of <see cref="RawData"/>.</summary>
    internal BtfHeader Header { get; }

    /// <summary>The type section in host byte order.</summary>
    internal ReadOnlySpan<byte> TypeSection => _types.Span;

    /// <summary>The string section.</summary>
    internal ReadOnlySpan<byte> StringSection => _strings.Span;

    /// <summary>The sizes of kinds, empty in most blobs; its two-byte flags are in the order of <see cref="RawData"/>.</summary>
    internal ReadOnlySpan<byte> LayoutSection => RawData.Span[Header.Layout];

    /// <summary>Offset of each record in <see cref="TypeSection"/>, from <see cref="FirstId"/> on.</summary>
    internal ReadOnlySpan<int> RecordOffsets => _table.Offsets;

    /// <summary>Reads a blob of either byte order and checks every offset and id in it.</summary>
    /// <param name="raw">The contents of a <c>.BTF</c> section or of a file under <c>/sys/kernel/btf</c>. Not copied: leave it unchanged.</param>
    /// <param name="baseSpec">What <paramref name="raw"/> goes on from, if it is a split BTF.</param>
    /// <param name="pointerSize">Bytes of a pointer on the machine described, 4 or 8; 0 takes it from the size of <c>long</c> in the BTF.</param>
    /// <exception cref="BpfObjectFormatException">The blob is not BTF, is damaged, or has kinds that neither this library nor its layout section knows.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="pointerSize"/> is none of these.</exception>
    /// <example>
    /// <code>
    /// BtfSpec kernel = BtfSpec.Parse(File.ReadAllBytes("/sys/kernel/btf/vmlinux"));
    /// if (kernel.TryFind("task_struct", BtfKind.Struct, out BtfType task))
    ///     Console.WriteLine($"{task.Size} bytes, {task.Members.Count} members");
    /// </code>
    /// </example>
    public static BtfSpec Parse(ReadOnlyMemory<byte> raw, BtfSpec? baseSpec = null, int pointerSize = 0)
    {
        if (pointerSize is not (0 or 4 or 8))
            throw new ArgumentOutOfRangeException(nameof(pointerSize), pointerSize, "A pointer has 4 or 8 bytes.");
        var spec = new BtfSpec(raw, baseSpec, pointerSize);
        BtfValidator.Validate(spec);
        return spec;
    }

    /// <summary>Reads BTF that the running kernel itself gave out; ids and offsets inside records are checked when they are used.</summary>
    internal static BtfSpec ParseTrusted(ReadOnlyMemory<byte> raw, BtfSpec? baseSpec = null) => new(raw, baseSpec, pointerSize: 0);

    /// <summary>The type with an id.</summary>
    /// <exception cref="BpfObjectFormatException">No type has this id.</exception>
    public BtfType GetType(uint id)
        => TryGetType(id, out BtfType type) ? type : throw BtfErrors.InType(id, $"there are only {TypeCount} types");

    /// <summary>The type with an id, if there is one.</summary>
    public bool TryGetType(uint id, out BtfType type)
    {
        if (id == 0)
        {
            type = new(this, 0, 0, 0, 0, 0);
            return true;
        }

        if (id < FirstId) return Base!.TryGetType(id, out type);
        if (id - FirstId >= (uint)_table.Count)
        {
            type = default;
            return false;
        }

        int offset = _table.Offsets[(int)(id - FirstId)];
        ReadOnlySpan<byte> record = _types.Span.Slice(offset, BtfType.HeaderSize);
        type = new(
            this, id, offset,
            MemoryMarshal.Read<uint>(record), MemoryMarshal.Read<uint>(record[4..]), MemoryMarshal.Read<uint>(record[8..]));
        return true;
    }

    /// <summary>The types this blob describes itself, in the order of their ids; those of <see cref="Base"/> are not among them.</summary>
    public IEnumerable<BtfType> EnumerateOwnTypes()
    {
        for (uint id = FirstId; id < TypeCount; id++)
            yield return GetType(id);
    }

    /// <summary>All words of a record of this BTF.</summary>
    internal ReadOnlySpan<uint> RecordWords(BtfType type)
    {
        ReadOnlySpan<int> offsets = _table.Offsets;
        int next = (int)(type.Id - FirstId) + 1;
        int end = next < offsets.Length ? offsets[next] : _types.Length;
        return MemoryMarshal.Cast<byte, uint>(_types.Span[type.RecordOffset..end]);
    }

    /// <summary>A word of the type section, which the record it belongs to is known to hold.</summary>
    internal uint TypeWord(int offset) => MemoryMarshal.Read<uint>(_types.Span[offset..]);
}
