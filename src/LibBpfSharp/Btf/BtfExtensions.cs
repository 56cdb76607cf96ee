using System.Buffers.Binary;

namespace LibBpfSharp.Btf;

/// <summary>What a compiler says about instructions: their functions, source lines and CO-RE relocations (section <c>.BTF.ext</c>).</summary>
/// <remarks>Immutable. Source: <c>Documentation/bpf/btf.rst</c>, section 4.2.</remarks>
public sealed class BtfExtensions
{
    private const int FuncInfoField = 8;
    private const int LineInfoField = 16;
    private const int CoreField = 24;

    private BtfExtensions(ReadOnlyMemory<byte> raw)
    {
        ReadOnlySpan<byte> bytes = raw.Span;
        if (bytes.Length < FuncInfoField) throw At($"{bytes.Length} bytes are too short for a header", 0);

        IsLittleEndian = BinaryPrimitives.ReadUInt16LittleEndian(bytes) == BtfHeader.Magic;
        if (!IsLittleEndian && BinaryPrimitives.ReadUInt16BigEndian(bytes) != BtfHeader.Magic)
            throw At($"it starts with {bytes[0]:x2} {bytes[1]:x2} where 9f eb or eb 9f is expected", 0);
        if (bytes[2] != BtfHeader.Version || bytes[3] != 0)
            throw At($"version {bytes[2]} with flags 0x{bytes[3]:x} is not known; version 1 with none is", 2);

        var reader = new BtfExtensionReader(raw, IsLittleEndian);
        uint headerLength = reader.Word(4);
        if (headerLength < CoreField || headerLength >= bytes.Length)
            throw At($"a header of {headerLength} bytes does not fit {bytes.Length} bytes, or leaves nothing for records", 4);

        RawData = raw;
        FuncInfos = reader.Read<BtfFuncInfo>(FuncInfoField, (int)headerLength);
        LineInfos = reader.Read<BtfLineInfo>(LineInfoField, (int)headerLength);
        CoreRelocations = headerLength >= CoreField + 8 ? reader.Read<CoreRelocation>(CoreField, (int)headerLength) : [];
    }

    /// <summary>The byte order of <see cref="RawData"/>. Everything else here is in host byte order.</summary>
    public bool IsLittleEndian { get; }

    /// <summary>The section as it was given.</summary>
    public ReadOnlyMemory<byte> RawData { get; }

    /// <summary>Where functions start, per section.</summary>
    public IReadOnlyList<BtfExtensionSection<BtfFuncInfo>> FuncInfos { get; }

    /// <summary>Source lines, per section.</summary>
    public IReadOnlyList<BtfExtensionSection<BtfLineInfo>> LineInfos { get; }

    /// <summary>CO-RE relocations, per section.</summary>
    public IReadOnlyList<BtfExtensionSection<CoreRelocation>> CoreRelocations { get; }

    /// <summary>Reads a <c>.BTF.ext</c> section of either byte order.</summary>
    /// <param name="raw">The section's contents. Not copied: leave them unchanged.</param>
    /// <remarks>Type ids and string offsets inside the records are checked when they are looked up in the object's BTF.</remarks>
    /// <exception cref="BpfObjectFormatException">The section is damaged, of an unknown version, or a part of it is announced but has no records.</exception>
    public static BtfExtensions Parse(ReadOnlyMemory<byte> raw) => new(raw);

    private static BpfObjectFormatException At(string message, int offset) => new(message, BtfExtensionReader.Section, offset);
}
