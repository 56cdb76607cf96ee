using System.Collections.Immutable;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace LibBpfSharp.TestSupport;

/// <summary>What an assembly uses of others, read from its instructions: aliases, <c>var</c> and <c>new()</c> hide nothing from it.</summary>
internal sealed class CompiledCode : IDisposable
{
    private static readonly Dictionary<short, OpCode> s_codes = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    private readonly PEReader _image;
    private readonly MetadataReaderProvider _symbols;
    private readonly MetadataReader _code;
    private readonly MetadataReader _lines;

    /// <param name="path">The assembly; its symbols lie beside it.</param>
    public CompiledCode(string path)
    {
        _image = new PEReader(ImmutableArray.Create(File.ReadAllBytes(path)));
        _symbols = MetadataReaderProvider.FromPortablePdbImage(ImmutableArray.Create(File.ReadAllBytes(Path.ChangeExtension(path, ".pdb"))));
        _code = _image.GetMetadataReader();
        _lines = _symbols.GetMetadataReader();
    }

    /// <summary>The functions of native libraries that it calls, as <c>library:function</c>.</summary>
    public IEnumerable<string> NativeFunctions => Methods.Select(handle => _code.GetMethodDefinition(handle).GetImport()).Where(import => !import.Name.IsNil)
        .Select(import => $"{_code.GetString(_code.GetModuleReference(import.Module).Name)}:{_code.GetString(import.Name)}").Distinct();

    /// <summary>All uses, method by method.</summary>
    public IEnumerable<OutsideUse> Uses => Methods.SelectMany(UsesOf);

    private IEnumerable<MethodDefinitionHandle> Methods => _code.MethodDefinitions;

    public void Dispose()
    {
        _symbols.Dispose();
        _image.Dispose();
    }

    private List<OutsideUse> UsesOf(MethodDefinitionHandle handle)
    {
        List<OutsideUse> uses = [];
        int address = _code.GetMethodDefinition(handle).RelativeVirtualAddress;
        if (address == 0) return uses;

        SequencePoint[] points = [.. _lines.GetMethodDebugInformation(handle.ToDebugInformationHandle()).GetSequencePoints().Where(point => !point.IsHidden)];
        BlobReader body = _image.GetMethodBody(address).GetILReader();
        while (body.RemainingBytes > 0)
        {
            int at = body.Offset;
            short value = body.ReadByte();
            if (value == 0xFE) value = (short)(0xFE00 | body.ReadByte());
            if (Operand(s_codes[value].OperandType, ref body) is { } token && Describe(MetadataTokens.EntityHandle(token)) is { } used)
            {
                SequencePoint point = points.LastOrDefault(point => point.Offset <= at);
                string source = point.Document.IsNil ? "" : _lines.GetString(_lines.GetDocument(point.Document).Name);
                uses.Add(used with { Source = source, Line = point.StartLine });
            }
        }

        return uses;
    }

    /// <summary>The token of an operand; <c>null</c> for one that is none.</summary>
    private static int? Operand(OperandType type, ref BlobReader body)
    {
        switch (type)
        {
            case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType:
                return body.ReadInt32();
            case OperandType.InlineSwitch:
                int branches = body.ReadInt32();
                body.Offset += sizeof(int) * branches;
                return null;
            default:
                body.Offset += type switch
                {
                    OperandType.InlineNone => 0,
                    OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                    OperandType.InlineVar => 2,
                    OperandType.InlineI8 or OperandType.InlineR => 8,
                    _ => 4,
                };
                return null;
        }
    }

    private OutsideUse? Describe(EntityHandle handle)
    {
        switch (handle.Kind)
        {
            case HandleKind.MethodSpecification:
                return Describe(_code.GetMethodSpecification((MethodSpecificationHandle)handle).Method);
            case HandleKind.MemberReference:
                MemberReference member = _code.GetMemberReference((MemberReferenceHandle)handle);
                return Describe(member.Parent) is { } owner ? owner with { Member = _code.GetString(member.Name), TakesText = TakesText(member) } : null;
            case HandleKind.TypeReference:
                TypeReference type = _code.GetTypeReference((TypeReferenceHandle)handle);
                return new($"{_code.GetString(type.Namespace)}.{_code.GetString(type.Name)}", "", TakesText: false, "", 0);
            default:
                return null; // of this assembly, or made of a generic type
        }
    }

    private bool TakesText(MemberReference member)
    {
        BlobReader signature = _code.GetBlobReader(member.Signature);
        if (signature.ReadSignatureHeader().Kind != SignatureKind.Method || signature.ReadCompressedInteger() == 0) return false;
        return signature.ReadSignatureTypeCode() == SignatureTypeCode.Void && signature.ReadSignatureTypeCode() == SignatureTypeCode.String;
    }
}
