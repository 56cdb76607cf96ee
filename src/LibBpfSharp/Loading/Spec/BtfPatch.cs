using System.Runtime.InteropServices;
using System.Text;
using LibBpfSharp.Btf;

namespace LibBpfSharp.Loading;

/// <summary>Edits of a BTF blob that leave every id and string offset where it is; the result is in host byte order.</summary>
internal sealed class BtfPatch(BtfSpec source)
{
    private const int LinkageMask = 0xFFFF;

    private readonly List<byte> _addedTypes = [];
    private readonly List<byte> _addedStrings = [];
    private byte[]? _types;

    internal BtfSpec Source => source;

    /// <summary>What the record refers to, or its size: the third word of its head.</summary>
    internal void SetSizeOrType(in BtfType type, uint value) => Write(type.RecordOffset + 8, value);

    internal void SetFuncLinkage(in BtfType function, BtfFuncLinkage linkage)
    {
        int at = function.RecordOffset + 4;
        Write(at, (Read(at) & ~(uint)LinkageMask) | (uint)linkage);
    }

    internal void SetVarLinkage(in BtfType variable, BtfVarLinkage linkage) => SetWord(variable, 0, (uint)linkage);

    internal void SetParameterName(in BtfType prototype, int index, uint nameOffset) => SetWord(prototype, index * 2, nameOffset);

    internal BtfSectionVariable GetSectionVariable(in BtfType section, int index) =>
        new(GetWord(section, index * 3), GetWord(section, (index * 3) + 1), GetWord(section, (index * 3) + 2));

    internal void SetSectionVariable(in BtfType section, int index, BtfSectionVariable value)
    {
        SetWord(section, index * 3, value.TypeId);
        SetWord(section, (index * 3) + 1, value.Offset);
        SetWord(section, (index * 3) + 2, value.Size);
    }

    internal BtfVarLinkage GetVarLinkage(in BtfType variable) => (BtfVarLinkage)GetWord(variable, 0);

    /// <summary>Appends a VAR.</summary>
    internal (uint Id, uint NameOffset) AddVariable(string name, BtfVarLinkage linkage, uint typeId)
    {
        uint nameOffset = AddString(name);
        Span<uint> record = [nameOffset, BtfInfo.Pack(BtfKind.Var), typeId, (uint)linkage];
        uint id = (uint)source.TypeCount + (uint)(_addedTypes.Count / (record.Length * sizeof(uint)));
        _addedTypes.AddRange(MemoryMarshal.AsBytes(record));
        return (id, nameOffset);
    }

    /// <summary>The edited BTF; the source itself where nothing was edited.</summary>
    internal BtfSpec Apply()
    {
        bool native = source.IsLittleEndian == BitConverter.IsLittleEndian;
        if (_addedTypes.Count > 0 || !native)
            return BtfSpec.Parse(Rebuild(native), pointerSize: source.PointerSize);
        if (_types is null)
            return source;

        byte[] raw = source.RawData.ToArray();
        _types.CopyTo(raw.AsSpan(source.Header.Types));
        return BtfSpec.Parse(raw, pointerSize: source.PointerSize);
    }

    private byte[] Rebuild(bool native)
    {
        // A blob of the other byte order has its layout section in that order too, and no kind that needs it.
        ReadOnlySpan<byte> layout = native ? source.LayoutSection : [];
        ReadOnlySpan<byte> types = _types ?? source.TypeSection;
        int typesLength = types.Length + _addedTypes.Count;
        int headerLength = source.Header.Length;
        int stringsLength = source.StringSection.Length + _addedStrings.Count;

        byte[] raw = new byte[headerLength + typesLength + layout.Length + stringsLength];
        Span<uint> header = MemoryMarshal.Cast<byte, uint>(raw.AsSpan(0, Math.Min(headerLength, BtfHeader.FullLength) & ~3));
        source.RawData.Span[2..4].CopyTo(raw.AsSpan(2));
        MemoryMarshal.Write(raw, BtfHeader.Magic);
        header[1] = (uint)headerLength;
        header[3] = (uint)typesLength;
        header[4] = (uint)(typesLength + layout.Length);
        header[5] = (uint)stringsLength;
        if (!layout.IsEmpty)
            (header[6], header[7]) = ((uint)typesLength, (uint)layout.Length);

        Span<byte> rest = raw.AsSpan(headerLength);
        Append(ref rest, types);
        Append(ref rest, CollectionsMarshal.AsSpan(_addedTypes));
        Append(ref rest, layout);
        Append(ref rest, source.StringSection);
        Append(ref rest, CollectionsMarshal.AsSpan(_addedStrings));
        return raw;
    }

    private static void Append(ref Span<byte> rest, ReadOnlySpan<byte> part)
    {
        part.CopyTo(rest);
        rest = rest[part.Length..];
    }

    private uint AddString(string text)
    {
        byte[] bytes = [0, .. Encoding.UTF8.GetBytes(text), 0];
        int known = source.StringSection.IndexOf(bytes);
        if (known >= 0)
            return (uint)known + 1;
        uint offset = source.StringEnd + (uint)_addedStrings.Count;
        _addedStrings.AddRange(bytes.AsSpan(1));
        return offset;
    }

    private uint GetWord(in BtfType type, int index) => Read(type.RecordOffset + BtfType.HeaderSize + (index * sizeof(uint)));

    private void SetWord(in BtfType type, int index, uint value) => Write(type.RecordOffset + BtfType.HeaderSize + (index * sizeof(uint)), value);

    private uint Read(int offset) => MemoryMarshal.Read<uint>((_types ?? source.TypeSection)[offset..]);

    private void Write(int offset, uint value)
    {
        if (Read(offset) == value)
            return;
        _types ??= source.TypeSection.ToArray();
        MemoryMarshal.Write(_types.AsSpan(offset), value);
    }
}
