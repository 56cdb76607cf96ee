using LibBpfSharp.Btf;

namespace LibBpfSharp.Tests.Btf;

/// <summary>A BTF that holds each kind at least once.</summary>
internal sealed class EveryKind
{
    public EveryKind(bool littleEndian)
    {
        BtfBuilder builder = BtfBuilder.Create();
        builder.IsLittleEndian = littleEndian;
        Int = builder.AddInt("int", 4, BtfIntEncoding.Signed);
        Long = builder.AddInt("long unsigned int", 8);
        Float = builder.AddFloat("double", 8);
        Ptr = builder.AddPtr(Int);
        Array = builder.AddArray(Int, Long, 16);
        Struct = builder.AddStruct("flags", 12);
        builder.AddMember("plain", Int, 0);
        builder.AddMember("low", Int, 32, 3);
        builder.AddMember("high", Int, 35, 29);
        builder.AddMember("", Int, 64);
        Union = builder.AddUnion("either", 8);
        builder.AddMember("a", Int, 0);
        builder.AddMember("b", Long, 0);
        UnsignedEnum = builder.AddEnum("colour", 4);
        builder.AddEnumValue("RED", 1);
        builder.AddEnumValue("INVISIBLE", uint.MaxValue);
        SignedEnum = builder.AddEnum("result", 4);
        builder.AddEnumValue("OK", 0);
        builder.AddEnumValue("FAIL", -1);
        WideEnum = builder.AddEnum64("wide", 8, isSigned: true);
        builder.AddEnum64Value("SMALLEST", long.MinValue);
        builder.AddEnum64Value("ONE", 1);
        StructFwd = builder.AddFwd("opaque");
        UnionFwd = builder.AddFwd("opaque_union", isUnion: true);
        Typedef = builder.AddTypedef("number_t", Int);
        Volatile = builder.AddVolatile(Typedef);
        Const = builder.AddConst(Volatile);
        Restrict = builder.AddRestrict(Ptr);
        TypeTag = builder.AddTypeTag("user", Const);
        TypeAttribute = builder.AddTypeTag("address_space(1)", Const, isAttribute: true);
        Proto = builder.AddFuncProto(Int);
        builder.AddParameter("context", Ptr);
        builder.AddParameter("", 0);
        Func = builder.AddFunc("entry", BtfFuncLinkage.Global, Proto);
        Var = builder.AddVar("total", BtfVarLinkage.GlobalAllocated, Array);
        Datasec = builder.AddDatasec(".data", 72);
        builder.AddVariable(new BtfSectionVariable(Var, 8, 64));
        DeclTag = builder.AddDeclTag("arg:ctx", Func, 0);
        DeclAttribute = builder.AddDeclTag("kfunc", Struct, isAttribute: true);
        Raw = builder.ToArray();
        Spec = BtfSpec.Parse(Raw);
    }

    public byte[] Raw { get; }

    public BtfSpec Spec { get; }

    public uint Int { get; }

    public uint Long { get; }

    public uint Float { get; }

    public uint Ptr { get; }

    public uint Array { get; }

    public uint Struct { get; }

    public uint Union { get; }

    public uint UnsignedEnum { get; }

    public uint SignedEnum { get; }

    public uint WideEnum { get; }

    public uint StructFwd { get; }

    public uint UnionFwd { get; }

    public uint Typedef { get; }

    public uint Volatile { get; }

    public uint Const { get; }

    public uint Restrict { get; }

    public uint TypeTag { get; }

    public uint TypeAttribute { get; }

    public uint Proto { get; }

    public uint Func { get; }

    public uint Var { get; }

    public uint Datasec { get; }

    public uint DeclTag { get; }

    public uint DeclAttribute { get; }
}
