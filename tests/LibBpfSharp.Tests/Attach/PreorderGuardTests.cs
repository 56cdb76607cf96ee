namespace LibBpfSharp.Tests.Attach;

public sealed class PreorderGuardTests
{
    [Theory]
    [InlineData(new uint[] { 1, 2, 3 }, new uint[] { 1, 2, 3 }, true)]
    [InlineData(new uint[] { 1, 2, 3 }, new uint[] { 1, 2, 3, 9 }, true)] // above what is mounted
    [InlineData(new uint[] { 1, 2, 3 }, new uint[] { 3, 1, 2 }, false)]
    [InlineData(new uint[] { 1, 2, 3 }, new uint[] { 9, 1, 2, 3 }, false)]
    [InlineData(new uint[] { 1, 2, 3 }, new uint[] { 1, 2 }, false)]
    public void Lists_agree_with_the_order_programs_run_in(uint[] counted, uint[] effective, bool agree)
        => Assert.Equal(agree, PreorderGuard.Agree(counted, effective, _ => default));

    [Theory]
    [InlineData(new uint[] { 11, 22, 13, 24 }, new uint[] { 11, 13, 22, 24 }, true)]
    [InlineData(new uint[] { 11, 22, 13, 24 }, new uint[] { 11, 13, 24, 22 }, false)]
    public void Each_LSM_hook_has_an_order_of_its_own(uint[] counted, uint[] effective, bool agree)
        => Assert.Equal(agree, PreorderGuard.Agree(counted, effective, id => (0, id / 10)));
}
