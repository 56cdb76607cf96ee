using System.Runtime.InteropServices;
using System.Text;
using LibBpfSharp.Elf;
using LibBpfSharp.TestSupport.Elf;

namespace LibBpfSharp.Tests.Objects;

/// <summary>Assembles objects of many parts, well-formed or not, without a compiler.</summary>
internal sealed class HostileObject
{
    internal const byte GlobalFunction = (ElfSymbolBinding.Global << 4) | ElfSymbolType.Function;
    internal const byte GlobalVariable = (ElfSymbolBinding.Global << 4) | ElfSymbolType.Object;
    internal const byte GlobalUntyped = ElfSymbolBinding.Global << 4;

    internal const uint Int = 1;
    internal const uint Ptr = 2;
    internal const uint Array = 3;
    internal const uint Struct = 4;
    internal const uint Func = 12;
    internal const uint FuncProto = 13;
    internal const uint Var = 14;
    internal const uint Datasec = 15;

    private readonly ElfImage _image = new(littleEndian: true) { ExtendedNumbering = true };
    private readonly List<byte> _symbolNames = [0];
    private readonly List<byte> _symbols = [.. new byte[24]];
    private readonly List<byte> _typeNames = [0];
    private readonly List<uint> _types = [];
    private uint _typeCount;
    private uint _symbolCount = 1;

    /// <summary>Adds a section of bytes and returns its index.</summary>
    internal uint AddSection(string name, byte[] data, ulong flags = ElfSectionFlags.Allocate) =>
        _image.Add(new ElfImageSection(name, ElfSectionType.ProgBits, data) { Flags = flags });

    /// <summary>Adds a section of <paramref name="count"/> times the instruction that loads a 64-bit immediate, halves alternating.</summary>
    internal uint AddCode(string name, int count)
    {
        byte[] code = new byte[count * 8];
        for (int at = 0; at < code.Length; at += 16)
            code[at] = 0x18;
        return AddSection(name, code, ElfSectionFlags.Allocate | ElfSectionFlags.Execute);
    }

    internal void AddRelocations(string name, uint target, byte[] records) =>
        _image.Add(new ElfImageSection(name, ElfSectionType.Rel, records) { Info = target, Link = 0, EntrySize = 16 });

    internal byte[] Relocation(ulong offset, uint symbol) => _image.Relocation(offset, symbol, 1);

    internal uint AddSymbolName(string name) => AddName(_symbolNames, name);

    internal uint AddSymbol(uint name, byte info, uint section, ulong value = 0, ulong size = 0)
    {
        _symbols.AddRange(_image.Symbol(name, info, (ushort)section, value, size));
        return _symbolCount++;
    }

    internal uint AddTypeName(string name) => AddName(_typeNames, name);

    /// <summary>Adds a BTF record and returns its id.</summary>
    internal uint AddType(uint kind, uint name = 0, uint length = 0, uint sizeOrType = 0, params ReadOnlySpan<uint> rest)
    {
        _types.AddRange([name, (kind << 24) | length, sizeOrType]);
        _types.AddRange(rest);
        return ++_typeCount;
    }

    internal byte[] ToArray()
    {
        if (_types.Count > 0)
            AddSection(".BTF", Btf(), 0);
        uint names = _image.Add(new ElfImageSection(".strtab", ElfSectionType.StringTable, [.. _symbolNames]));
        _image.Add(new ElfImageSection(".symtab", ElfSectionType.SymbolTable, [.. _symbols]) { Link = names, EntrySize = 24 });
        return _image.ToArray();
    }

    private byte[] Btf()
    {
        uint types = (uint)_types.Count * sizeof(uint);
        uint[] header = [0x0001EB9F, 24, 0, types, types, (uint)_typeNames.Count];
        return [.. MemoryMarshal.AsBytes(header.AsSpan()), .. MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_types)), .. _typeNames];
    }

    private static uint AddName(List<byte> names, string name)
    {
        uint offset = (uint)names.Count;
        names.AddRange([.. Encoding.ASCII.GetBytes(name), 0]);
        return offset;
    }
}
