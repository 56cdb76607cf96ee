namespace LibBpfSharp.Tests.Diagnostics;

public sealed class ErrnoTests
{
    [Theory]
    [InlineData(1, "EPERM")]
    [InlineData(11, "EAGAIN")]
    [InlineData(95, "EOPNOTSUPP")]
    [InlineData(133, "EHWPOISON")]
    [InlineData(512, "ERESTARTSYS")]
    [InlineData(524, "ENOTSUPP")]
    [InlineData(531, "ENOGRACE")]
    public void A_number_has_its_kernel_name(int number, string name) => Assert.Equal(name, ((Errno)number).ToString());

    [Fact]
    public void Every_member_has_a_text_of_its_own()
    {
        Errno[] members = Enum.GetValues<Errno>();
        Assert.DoesNotContain("unknown error", members.Select(errno => errno.GetMessage()));
        Assert.Equal(members.Length, members.Select(errno => errno.GetMessage()).Distinct().Count());
    }

    [Fact]
    public void Only_the_numbers_Linux_leaves_free_are_missing()
    {
        IEnumerable<int> expected = Enumerable.Range(0, 134).Except([41, 58]).Concat(Enumerable.Range(512, 20).Except([520]));
        Assert.Equal(expected, Enum.GetValues<Errno>().Select(errno => (int)errno).Order());
    }

    [Fact]
    public void A_description_has_name_number_and_meaning()
    {
        Assert.Equal("ENOENT (2): no such file, key or object", Errno.ENOENT.Describe());
        Assert.Equal("600 (600): unknown error", ((Errno)600).Describe());
    }
}
