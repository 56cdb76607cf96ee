using System.Text;
using LibBpfSharp.Loading.Externs;

namespace LibBpfSharp.Tests.Loading.Externs;

/// <summary>Names looked up in symbol tables made up here.</summary>
public sealed class KallsymsReaderTests
{
    private const string Table =
        "ffffffff81000000 T _text\n"
        + "ffffffff81000010 t helper\n"
        + "ffffffff81000010 t helper\n"
        + "ffffffff82000000 d counter.llvm.1234567\n"
        + "ffffffff82000010 t function.llvm.1234567\n"
        + "ffffffffc0001000 t in_module\t[some_module]\n"
        + "0000000000000000 A absolute\n"
        + "ffffffff83000000 B last";

    [Fact]
    public void Addresses_are_found_in_the_order_of_the_names()
        => Assert.Equal(
            [0xffffffff83000000, 0xffffffff81000010, null, 0xffffffffc0001000, 0ul, 0xffffffff81000000],
            Find(Table, "last", "helper", "hel", "in_module", "absolute", "_text"));

    [Fact]
    public void Data_renamed_by_link_time_optimisation_keeps_its_name()
        => Assert.Equal([0xffffffff82000000, null, 0xffffffff82000010], Find(Table, "counter", "function", "function.llvm.1234567"));

    [Fact]
    public void Lines_may_arrive_in_any_pieces()
    {
        KallsymsReader reader = new(["helper", "last"]);
        using PieceStream pieces = new(Encoding.ASCII.GetBytes(Table));
        reader.Read(pieces);
        Assert.Equal([0xffffffff81000010, 0xffffffff83000000], reader.Addresses);
    }

    [Fact]
    public void A_name_at_two_addresses_is_refused()
    {
        BpfRelocationException refused = Assert.Throws<BpfRelocationException>(() => Find("1000 t twin\n2000 t other\n3000 t twin\n", "twin"));
        Assert.Equal(Errno.EINVAL, refused.Errno);
        Assert.Contains("'twin' is ambiguous: it is at 0x1000 and at 0x3000", refused.Message, StringComparison.Ordinal);
        Assert.Equal([0x2000ul], Find("1000 t twin\n2000 t other\n3000 t twin\n", "other"));
    }

    [Theory]
    [InlineData("here is no address\n")]
    [InlineData("1000\n")]
    [InlineData("1000 t\n")]
    public void A_malformed_line_is_refused(string table) => Assert.Throws<BpfRelocationException>(() => Find(table, "any"));

    [Fact]
    public void A_line_without_end_is_refused() => Assert.Throws<BpfRelocationException>(() => Find("1000 t " + new string('x', 1 << 20), "any"));

    private static IReadOnlyList<ulong?> Find(string table, params string[] names)
    {
        KallsymsReader reader = new(names);
        reader.Read(new MemoryStream(Encoding.ASCII.GetBytes(table)));
        return reader.Addresses;
    }

    /// <summary>Gives three bytes at a time.</summary>
    private sealed class PieceStream(byte[] content) : MemoryStream(content)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 3));
    }
}
