namespace LibBpfSharp.Tests.Attach;

/// <summary>Places to attach to, read out of sections' names as libbpf reads them.</summary>
public sealed class SectionTargetTests
{
    [Theory]
    [InlineData("do_exit", "do_exit", 0)]
    [InlineData("do_exit+0x10", "do_exit", 16)]
    [InlineData("do_exit+16", "do_exit", 16)]
    [InlineData("do_exit+020", "do_exit", 16)]
    [InlineData("do_exit-8", "do_exit", -8)]
    [InlineData("func.isra.0+4 more", "func.isra.0", 4)]
    [InlineData("do_exit what", "do_exit", 0)]
    [InlineData("do_exit+0xno", "do_exit", 0)]
    public void A_kernel_function_may_have_an_offset(string target, string function, long offset)
        => Assert.Equal((function, offset), SectionTarget.Function(target));

    [Theory]
    [InlineData("")]
    [InlineData("+4")]
    [InlineData(" do_exit")]
    public void A_kernel_function_has_a_name(string target) => Assert.Null(SectionTarget.Function(target));

    [Theory]
    [InlineData("do_*", "do_*")]
    [InlineData("a?c.b d", "a?c.b")]
    [InlineData("", null)]
    [InlineData("/", null)]
    public void A_pattern_ends_where_no_name_goes_on(string target, string? pattern) => Assert.Equal(pattern, SectionTarget.Pattern(target));

    [Theory]
    [InlineData("/bin/sh:main", "/bin/sh", "main")]
    [InlineData("libc.so.6:a:b+1", "libc.so.6", "a:b+1")]
    public void A_file_ends_at_the_first_colon(string target, string file, string function)
        => Assert.Equal((file, function), SectionTarget.OfFile(target));

    [Theory]
    [InlineData("libc.so.6")]
    [InlineData("libc.so.6:")]
    [InlineData(":main")]
    public void A_file_has_a_function(string target) => Assert.Null(SectionTarget.OfFile(target));

    [Theory]
    [InlineData("main", "main", 0)]
    [InlineData("main+0x1f", "main", 31)]
    [InlineData("operator+", "operator+", 0)]
    [InlineData("operator+(int)", "operator+(int)", 0)]
    [InlineData("a+b+8", "a+b", 8)]
    [InlineData("a+8b", "a+8b", 0)]
    public void Only_a_number_at_the_end_is_an_offset_in_a_user_function(string symbol, string function, long offset)
        => Assert.Equal((function, offset), SectionTarget.OfSymbol(symbol));
}
