using System.Buffers.Binary;
using System.Text;
using LibBpfSharp.Elf;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.Tests.Objects;

/// <summary>Changes single places of a compiled, little-endian object.</summary>
internal sealed class ObjectEditor
{
    private readonly byte[] _image;
    private readonly ElfFile _file;

    internal ObjectEditor(string fixture)
    {
        _image = BpfFixtures.Bytes(fixture);
        _file = ElfFile.Parse(BpfFixtures.Bytes(fixture));
    }

    internal BpfObjectSpec Opened() => BpfObjectSpec.Parse(_image, "edited");

    internal ObjectEditor RenameSection(string name, string newName)
    {
        Assert.True(newName.Length <= name.Length);
        ElfSection section = Section(name);
        uint offset = _file.UInt32(Header(section));
        byte[] text = Encoding.UTF8.GetBytes(newName + '\0');
        text.CopyTo(_image, (int)_file.GetSection(_file.SectionNamesIndex).Offset + (int)offset);
        return this;
    }

    internal ObjectEditor SetSectionType(string name, uint type) => SetHeader(name, 4, type);

    internal ObjectEditor SetSectionSize(string name, ulong size)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(_image.AsSpan(Header(Section(name)) + 32), size);
        return this;
    }

    internal ObjectEditor Write(int offset, params byte[] bytes)
    {
        bytes.CopyTo(_image, offset);
        return this;
    }

    /// <summary>Changes bytes of a section's contents.</summary>
    internal ObjectEditor WriteSection(string name, int offset, params byte[] bytes) => Write((int)Section(name).Offset + offset, bytes);

    /// <summary>Changes a field of a symbol: 4 binding and type, 6 section, 8 value, 16 size.</summary>
    internal ObjectEditor WriteSymbol(string name, int field, params byte[] bytes)
    {
        foreach (ElfSymbol symbol in _file.Symbols!.Value)
        {
            if (symbol.NameIs(Encoding.UTF8.GetBytes(name)))
                return Write((int)Section(".symtab").Offset + (symbol.Index * 24) + field, bytes);
        }
        throw new ArgumentException($"no symbol {name}", nameof(name));
    }

    private ObjectEditor SetHeader(string name, int field, uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(_image.AsSpan(Header(Section(name)) + field), value);
        return this;
    }

    private int Header(ElfSection section) => _file.SectionHeader(section.Index);

    private ElfSection Section(string name) =>
        _file.TryFindSection(Encoding.UTF8.GetBytes(name), out ElfSection section) ? section : throw new ArgumentException($"no section {name}", nameof(name));
}
