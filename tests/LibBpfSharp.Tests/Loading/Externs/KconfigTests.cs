using System.Buffers.Binary;
using System.Text;
using LibBpfSharp.Loading;
using LibBpfSharp.Loading.Externs;

namespace LibBpfSharp.Tests.Loading.Externs;

/// <summary>Configuration text, and what it leaves in externs of each type.</summary>
public sealed class KconfigTests
{
    [Theory]
    [InlineData("y", 1)]
    [InlineData("n", 0)]
    public void A_boolean_takes_yes_and_no(string text, byte expected) => Assert.Equal([expected], Read(KconfigType.Bool, 1, text));

    [Theory]
    [InlineData("n", 0)]
    [InlineData("y", 1)]
    [InlineData("m", 2)]
    public void A_tristate_takes_module_too(string text, int expected)
        => Assert.Equal(expected, BinaryPrimitives.ReadInt32LittleEndian(Read(KconfigType.Tristate, 4, text)));

    [Theory]
    [InlineData("y", (byte)'y')]
    [InlineData("m", (byte)'m')]
    [InlineData("65", (byte)65)]
    public void A_character_takes_the_letter_or_a_number(string text, byte expected) => Assert.Equal([expected], Read(KconfigType.Char, 1, text));

    [Theory]
    [InlineData("250", 4, true, 250L)]
    [InlineData("-1", 4, true, -1L)]
    [InlineData("-128", 1, true, -128L)]
    [InlineData("0x7f", 1, true, 127L)]
    [InlineData("0xFF", 1, false, 255L)]
    [InlineData("0777", 2, true, 511L)]
    [InlineData("+7", 2, false, 7L)]
    [InlineData("0", 8, false, 0L)]
    [InlineData("0xffffffffffffffff", 8, false, -1L)]
    [InlineData("18446744073709551615", 8, true, -1L)]
    public void An_integer_takes_decimal_hexadecimal_and_octal(string text, int size, bool isSigned, long expected)
    {
        byte[] wide = new byte[8];
        Read(KconfigType.Int, size, text, isSigned).CopyTo(wide, 0);
        long mask = size == 8 ? -1 : (1L << (8 * size)) - 1;
        Assert.Equal(expected & mask, BinaryPrimitives.ReadInt64LittleEndian(wide));
    }

    [Theory]
    [InlineData("128", 1, true)]
    [InlineData("-129", 1, true)]
    [InlineData("256", 1, false)]
    [InlineData("-1", 1, false)]
    [InlineData("0x100000000", 4, false)]
    [InlineData("2147483648", 4, true)]
    [InlineData("18446744073709551616", 8, false)]
    [InlineData("08", 4, true)]
    [InlineData("12x", 4, true)]
    [InlineData("-", 4, true)]
    [InlineData("0x", 4, true)]
    [InlineData("y", 4, true)]
    [InlineData("\"7\"", 4, true)]
    public void An_integer_refuses_what_does_not_fit(string text, int size, bool isSigned)
        => Refused(() => Read(KconfigType.Int, size, text, isSigned));

    [Theory]
    [InlineData(nameof(KconfigType.Bool), "m")]
    [InlineData(nameof(KconfigType.Bool), "1")]
    [InlineData(nameof(KconfigType.Bool), "\"y\"")]
    [InlineData(nameof(KconfigType.Tristate), "1")]
    [InlineData(nameof(KconfigType.CharArray), "y")]
    [InlineData(nameof(KconfigType.CharArray), "7")]
    [InlineData(nameof(KconfigType.CharArray), "\"open")]
    [InlineData(nameof(KconfigType.CharArray), "\"")]
    public void Other_types_refuse_what_is_not_theirs(string type, string text) => Refused(() => Read(Enum.Parse<KconfigType>(type), 4, text));

    [Theory]
    [InlineData("\"ab\"", "ab\0\0")]
    [InlineData("\"\"", "\0\0\0\0")]
    [InlineData("\"abcdef\"", "abc\0")]
    public void A_string_is_ended_and_cut_to_its_array(string text, string expected)
        => Assert.Equal(Encoding.ASCII.GetBytes(expected), Read(KconfigType.CharArray, 4, text));

    [Fact]
    public void Numbers_follow_the_byte_order_of_the_object()
    {
        ExternSpec[] externs = [Wanted("CONFIG_A", KconfigType.Int, 4, 0)];
        KconfigImage image = new(externs, littleEndian: false);
        image.SetText(0, "0x01020304"u8);
        Assert.Equal([1, 2, 3, 4], image.Bytes);
    }

    [Fact]
    public void A_computed_number_must_fit_too()
    {
        KconfigImage image = new([Wanted("LINUX_KERNEL_VERSION", KconfigType.Int, 2, 0), Wanted("LINUX_HAS_BPF_COOKIE", KconfigType.Bool, 1, 2)], littleEndian: true);
        Assert.Equal(Errno.ERANGE, Assert.Throws<BpfRelocationException>(() => image.SetNumber(0, 0x61200)).Errno);
        Assert.Throws<BpfRelocationException>(() => image.SetNumber(1, 2));
        image.SetNumber(1, 1);
        Assert.Equal([0, 0, 1], image.Bytes);
        Assert.True(image.IsIncomplete);
    }

    [Fact]
    public void The_first_value_of_a_name_wins_and_other_lines_are_passed_over()
    {
        ExternSpec[] externs = [Wanted("CONFIG_A", KconfigType.Int, 4, 0), Wanted("CONFIG_AB", KconfigType.Int, 4, 4), Wanted("CONFIG_C", KconfigType.Int, 4, 8)];
        KconfigImage image = new(externs, littleEndian: true);
        KconfigReader reader = new(externs, image);
        reader.Read("# CONFIG_A is not set\n\nCONFIG_AB=2\nCONFIG_OTHER=\"x=y\"\nCONFIG_A=1"u8);
        reader.Read("CONFIG_A=9\nCONFIG_AB=y\n"u8);
        Assert.Equal([1, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0], image.Bytes);
        Assert.Equal([true, true, false], externs.Select((_, i) => image.IsSet(i)));

        image.LeaveZero();
        Assert.False(image.IsIncomplete);
    }

    [Theory]
    [InlineData("CONFIG_A")]
    [InlineData("CONFIG_A=")]
    public void A_line_without_a_value_is_refused(string line)
    {
        ExternSpec[] externs = [Wanted("CONFIG_B", KconfigType.Int, 4, 0)];
        Refused(() => new KconfigReader(externs, new KconfigImage(externs, littleEndian: true)).Read(Encoding.ASCII.GetBytes(line)));
    }

    private static byte[] Read(KconfigType type, int size, string text, bool isSigned = false)
    {
        ExternSpec[] externs = [Wanted("CONFIG_A", type, size, 0, isSigned)];
        KconfigImage image = new(externs, littleEndian: true);
        new KconfigReader(externs, image).Read(Encoding.ASCII.GetBytes($"CONFIG_A={text}\n"));
        Assert.True(image.IsSet(0));
        return image.Bytes;
    }

    private static ExternSpec Wanted(string name, KconfigType type, int size, int offset, bool isSigned = false) => new()
    {
        Name = name,
        EssentialName = name,
        Kind = ExternKind.Kconfig,
        Kconfig = new KconfigSpec(type, size, 1, offset, isSigned),
    };

    private static void Refused(Action action)
    {
        BpfRelocationException refused = Assert.Throws<BpfRelocationException>(action);
        Assert.Equal(Errno.EINVAL, refused.Errno);
        Assert.Contains("CONFIG_A", refused.Message, StringComparison.Ordinal);
    }
}
