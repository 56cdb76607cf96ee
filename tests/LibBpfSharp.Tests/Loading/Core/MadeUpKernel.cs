using LibBpfSharp.Btf;

namespace LibBpfSharp.Tests.Loading.Core;

/// <summary>A kernel's types as a test wants them: the structs of core.bpf.c, laid out in another way.</summary>
internal sealed class MadeUpKernel
{
    public MadeUpKernel(BtfSpec? baseTypes = null)
    {
        Types = BtfBuilder.Create(baseTypes);
        Int = Types.AddInt("int", 4, BtfIntEncoding.Signed);
        Unsigned = Types.AddInt("unsigned int", 4);
        Long = Types.AddInt("long", 8, BtfIntEncoding.Signed);
        UnsignedLong = Types.AddInt("unsigned long", 8);
    }

    public BtfBuilder Types { get; }

    public uint Int { get; }

    public uint Unsigned { get; }

    public uint Long { get; }

    public uint UnsignedLong { get; }

    public BtfSpec Build() => Types.Build(pointerSize: 8);

    /// <summary>A struct with the given members, in bits from its start; a size above 0 makes a bit-field.</summary>
    public uint Struct(string name, uint size, params (string Name, uint Type, uint BitOffset, int Bits)[] members)
    {
        uint id = Types.AddStruct(name, size);
        foreach ((string member, uint type, uint bitOffset, int bits) in members) Types.AddMember(member, type, bitOffset, bits);
        return id;
    }
}
