using LibBpfSharp.Interop;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LibBpfSharp.Btf;

namespace LibBpfSharp.Tests.Maps;

public sealed unsafe class LayoutTests
{
    [Fact]
    public void The_layout_of_a_type_is_that_of_memory()
    {
        BpfTypeLayout layout = ManagedLayout.Of(typeof(Everything));
        Assert.Equal(Unsafe.SizeOf<Everything>(), layout.Size);
        Everything value = default;
        Assert.Equal(
            [
                new("Flag", 0, 1, BpfFieldKind.Integer), new("Letter", 2, 2, BpfFieldKind.Integer), new("Number", 4, 4, BpfFieldKind.Float),
                new("Inner.A", 8, 1, BpfFieldKind.Integer), new("Inner.B", 16, 8, BpfFieldKind.Integer), new("Pointer", 24, 8, BpfFieldKind.Pointer),
                new("Name", 32, 5, BpfFieldKind.Bytes), new("Numbers", 40, 4, BpfFieldKind.Integer, 3), new("Kind", 52, 4, BpfFieldKind.Integer),
            ],
            layout.Fields);
        Assert.Equal(40, (byte*)value.Numbers - (byte*)&value);
    }

    [Fact]
    public void The_leaves_of_a_C_type_are_found_through_structs_and_arrays()
    {
        (BtfSpec types, uint id) = Flow();
        BpfTypeLayout layout = BtfLayout.Of(types, id);
        Assert.Equal("struct flow", layout.Name);
        Assert.Equal(
            [
                new("source.address", 0, 4, BpfFieldKind.Integer), new("source.port", 4, 2, BpfFieldKind.Integer), new("comm", 8, 16, BpfFieldKind.Bytes),
                new("counts", 24, 8, BpfFieldKind.Integer, 2), new("bits", 40, 1, BpfFieldKind.Bytes), new("either", 44, 4, BpfFieldKind.Bytes),
            ],
            layout.Fields);
    }

    [Fact]
    public void A_type_of_the_same_numbers_fits()
    {
        (BtfSpec types, uint id) = Flow();
        Assert.True(LayoutComparison.Fits(BtfLayout.Of(types, id), ManagedLayout.Of(typeof(Good))));
    }

    [Fact]
    public void A_mismatch_shows_both_side_by_side()
    {
        (BtfSpec types, uint id) = Flow();
        BpfTypeLayout expected = BtfLayout.Of(types, id), actual = ManagedLayout.Of(typeof(Bad));
        Assert.False(LayoutComparison.Fits(expected, actual));
        string[] lines = LayoutComparison.Describe(expected, actual).Split('\n');
        Assert.StartsWith("  struct flow (C), 48 bytes", lines[0], StringComparison.Ordinal);
        Assert.Contains("Bad (C#), 48 bytes", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("* ", Assert.Single(lines, line => line.Contains("source.port", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.StartsWith("  ", Assert.Single(lines, line => line.Contains("comm", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_type_that_tells_its_layout_is_believed()
    {
        BtfBuilder builder = BtfBuilder.Create();
        uint number = builder.AddInt("int", 4, BtfIntEncoding.Signed);
        BtfSpec types = builder.Build();
        MapShape shape = new("made", BpfMapType.Hash, 4, 4, 1, () => 1, () => new(types, number, number));
        Assert.Equal(BpfLayoutCheck.Descriptor, MapLayout.CheckKey<TellsNumber>(shape));
        Assert.Equal(BpfLayoutCheck.Fields, MapLayout.CheckKey<int>(shape));
        Assert.Equal("Wrong", Assert.Throws<BpfLayoutException>(() => MapLayout.CheckKey<TellsFloat>(shape)).Actual!.Name);
        Assert.Throws<BpfLayoutException>(() => MapLayout.CheckKey<float>(shape));
    }

    [Fact]
    public void Ready_keys_tell_what_they_are()
    {
        Assert.Equal(Unsafe.SizeOf<Ipv4Prefix>(), ((IBpfLayout)default(Ipv4Prefix)).Layout.Size);
        Assert.Equal(Unsafe.SizeOf<Ipv6Prefix>(), ((IBpfLayout)default(Ipv6Prefix)).Layout.Size);
        Assert.Equal(32, Unsafe.SizeOf<BpfStackFrame>());
        Ipv6Prefix prefix = System.Net.IPNetwork.Parse("2001:db8::/32");
        Assert.Equal("2001:db8::/32", prefix.ToNetwork().ToString());
        Assert.Equal("10.0.0.0/8", ((Ipv4Prefix)System.Net.IPNetwork.Parse("10.0.0.0/8")).ToString());
        Assert.Throws<ArgumentException>(() => new Ipv4Prefix(System.Net.IPAddress.IPv6Loopback));
    }

    [Theory]
    [InlineData("10.0.0.0/8", "10.1.0.0/16", true)]
    [InlineData("10.1.0.0/16", "10.0.0.0/8", false)]
    [InlineData("10.128.0.0/9", "10.0.0.0/9", true)]
    [InlineData("10.0.0.0/8", "10.0.0.0/8", false)]
    [InlineData("0.0.0.0/0", "255.0.0.0/8", true)]
    public void Prefixes_come_in_the_kernels_order(string key, string other, bool isAfter)
    {
        Ipv4Prefix first = System.Net.IPNetwork.Parse(key), second = System.Net.IPNetwork.Parse(other);
        Assert.Equal(isAfter, PrefixOrder.IsAfter(ElementSpans.BytesOf(in first), ElementSpans.BytesOf(in second)));
    }

    [Fact]
    public void Kernel_symbols_are_found_by_the_nearest_address_before()
    {
        KernelSymbols symbols = KernelSymbols.Parse(new StringReader("0000000000001000 t first\n0000000000001000 t alias\n0000000000003000 T second\t[module]\n0000000000000000 A zero\n"));
        Assert.Equal(2, symbols.Count);
        Assert.Equal("first+0x10", symbols.Find(0x1010).ToString());
        Assert.Equal("second+0x0 [module]", symbols.Find(0x3000).ToString());
        Assert.Equal("0xfff", symbols.Find(0xfff).ToString());
    }

    /// <summary><c>struct flow { struct { __be32 address; __u16 port; } source; char comm[16]; __u64 counts[2]; int bits : 3; union { int a; float b; } either; }</c>.</summary>
    private static (BtfSpec Types, uint Id) Flow()
    {
        BtfBuilder types = BtfBuilder.Create();
        uint number = types.AddInt("int", 4, BtfIntEncoding.Signed), small = types.AddInt("unsigned short", 2), large = types.AddInt("unsigned long long", 8);
        uint address = types.AddTypedef("__be32", types.AddInt("unsigned int", 4)), letter = types.AddInt("char", 1), real = types.AddFloat("float", 4);
        uint either = types.AddUnion("", 4);
        types.AddMember("a", number, 0);
        types.AddMember("b", real, 0);
        uint source = types.AddStruct("endpoint", 8);
        types.AddMember("address", address, 0);
        types.AddMember("port", small, 32);
        uint comm = types.AddArray(letter, number, 16), counts = types.AddArray(large, number, 2);
        uint flow = types.AddStruct("flow", 48);
        types.AddMember("source", source, 0);
        types.AddMember("comm", comm, 64);
        types.AddMember("counts", counts, 24 * 8);
        types.AddMember("bits", number, 40 * 8, 3);
        types.AddMember("either", either, 44 * 8);
        return (types.Build(), flow);
    }

    private record struct Endpoint(uint Address, ushort Port);

    private record struct Good(Endpoint Source, Sixteen Comm, ulong First, ulong Second, int Bits, float Either);

    private record struct Bad(ulong Source, Sixteen Comm, ulong First, double Second, int Bits, float Either);

    private record struct TellsNumber(int Value) : IBpfLayout
    {
        public readonly BpfTypeLayout Layout => new("Told", 4, [new("Value", 0, 4, BpfFieldKind.Integer)]);
    }

    private record struct TellsFloat(int Value) : IBpfLayout
    {
        public readonly BpfTypeLayout Layout => new("Wrong", 4, [new("Value", 0, 4, BpfFieldKind.Float)]);
    }

    private record struct Pair(byte A, long B);

    [StructLayout(LayoutKind.Sequential)]
    private unsafe struct Everything
    {
        public bool Flag;
        public char Letter;
        public float Number;
        public Pair Inner;
        public void* Pointer;
        public Five Name;
        public fixed int Numbers[3];
        public DayOfWeek Kind;
    }

    [InlineArray(16)]
    private struct Sixteen
    {
        private byte _first;
    }

    [InlineArray(5)]
    private struct Five
    {
        private byte _first;
    }
}
