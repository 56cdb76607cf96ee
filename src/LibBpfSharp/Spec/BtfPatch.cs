using LibBpfSharp.Btf;

namespace LibBpfSharp.Spec;

/// <summary>Edits of an object's BTF that leave every id and string offset where it is; the result is in host byte order.</summary>
internal sealed class BtfPatch(BtfSpec source)
{
    private const int InfoWord = 1;
    private const int SizeOrTypeWord = 2;
    private const int FirstElementWord = 3;

    private readonly ObjectBtfDraft _draft = new(source);

    /// <summary>What the record refers to, or its size.</summary>
    internal void SetSizeOrType(in BtfType type, uint value) => Write(type, SizeOrTypeWord, value);

    internal void SetFuncLinkage(in BtfType function, BtfFuncLinkage linkage) => Write(function, InfoWord, BtfInfo.Pack(BtfKind.Func, (int)linkage));

    internal void SetVarLinkage(in BtfType variable, BtfVarLinkage linkage) => Write(variable, FirstElementWord, (uint)linkage);

    internal BtfVarLinkage GetVarLinkage(in BtfType variable) => (BtfVarLinkage)Words(variable)[FirstElementWord];

    internal void SetParameterName(in BtfType prototype, int index, uint nameOffset) => Write(prototype, FirstElementWord + (index * 2), nameOffset);

    internal BtfSectionVariable GetSectionVariable(in BtfType section, int index)
    {
        ReadOnlySpan<uint> words = Words(section)[(FirstElementWord + (index * 3))..];
        return new(words[0], words[1], words[2]);
    }

    internal void SetSectionVariable(in BtfType section, int index, BtfSectionVariable value)
    {
        int word = FirstElementWord + (index * 3);
        Write(section, word, value.TypeId);
        Write(section, word + 1, value.Offset);
        Write(section, word + 2, value.Size);
    }

    /// <summary>Appends a VAR.</summary>
    internal (uint Id, uint NameOffset) AddVariable(string name, BtfVarLinkage linkage, uint typeId)
        => (_draft.Builder.AddVar(name, linkage, typeId), _draft.Builder.AddString(name));

    /// <summary>The edited BTF; the source itself where nothing was edited.</summary>
    internal BtfSpec Apply()
    {
        if (source.IsLittleEndian != BitConverter.IsLittleEndian)
        {
            _draft.Builder.IsLittleEndian = BitConverter.IsLittleEndian;

            // It is still in the other byte order, and a blob of the other byte order has no kind that needs it.
            _draft.Builder.DropLayout();
        }

        return _draft.Finish();
    }

    private ReadOnlySpan<uint> Words(in BtfType type) => _draft.IsChanged ? _draft.Builder.Record(type.Id) : source.RecordWords(type);

    private void Write(in BtfType type, int word, uint value)
    {
        if (Words(type)[word] != value) _draft.Builder.Record(type.Id)[word] = value;
    }
}
