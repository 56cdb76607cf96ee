namespace LibBpfSharp.Tests.Attach;

/// <summary>Patterns of kernel functions, and the files of the kernel they choose from.</summary>
public sealed class TraceableFunctionsTests
{
    [Theory]
    [InlineData("vfs_read", "vfs_read", true)]
    [InlineData("vfs_read", "vfs_*", true)]
    [InlineData("vfs_read", "*read", true)]
    [InlineData("vfs_read", "*", true)]
    [InlineData("vfs_read", "v?s_r*d", true)]
    [InlineData("vfs_read", "*s*e*", true)]
    [InlineData("vfs_read", "vfs_read**", true)]
    [InlineData("vfs_read", "vfs_rea", false)]
    [InlineData("vfs_read", "vfs_read?", false)]
    [InlineData("vfs_read", "?", false)]
    [InlineData("vfs_read", "", false)]
    [InlineData("", "*", true)]
    [InlineData("aab", "*ab", true)]
    [InlineData("abcabd", "*abd", true)]
    public void Stars_stand_for_any_letters_and_question_marks_for_one(string text, string pattern, bool matches)
        => Assert.Equal(matches, Glob.Matches(text, pattern));

    [Fact]
    public void A_pattern_with_many_stars_does_not_take_long()
        => Assert.False(Glob.Matches(new string('a', 5000), string.Concat(Enumerable.Repeat("*a", 500)) + "b"));

    [Fact]
    public void Addresses_come_with_their_names()
    {
        const string Text = "ffffffff81000010 vfs_read\nffffffff81000020 vfs_write\nffffffffc0000030 vfs_mine [module]\nbroken\n";
        Assert.Equal([0xffffffff81000010ul, 0xffffffffc0000030], TraceableFunctions.Addresses(Text, "vfs_????"));
    }

    [Fact]
    public void Names_get_their_addresses_from_the_symbol_table()
    {
        HashSet<string> names = TraceableFunctions.Names("vfs_read\nvfs_mine [module]\nother\n", "vfs_*");
        Assert.Equal(["vfs_mine", "vfs_read"], names.Order(StringComparer.Ordinal));
        const string Symbols = "ffffffff81000010 T vfs_read\nffffffff81000020 t other\nffffffff81000030 t vfs_mine.llvm.123\t[module]\nx\n";
        Assert.Equal([0xffffffff81000010ul, 0xffffffff81000030], TraceableFunctions.AddressesOf(Symbols, names));
    }

    [Theory]
    [InlineData("tracepont", "tracepoint")]
    [InlineData("sys_entry", "sys_enter")]
    [InlineData("nothing_like_it", null)]
    public void A_misspelt_name_has_a_nearest(string name, string? nearest)
        => Assert.Equal(nearest, NearestName.Suggest(name, ["sys_enter", "sys_exit", "tracepoint"]));
}
