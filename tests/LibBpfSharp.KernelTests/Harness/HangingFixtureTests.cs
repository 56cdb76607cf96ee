namespace LibBpfSharp.KernelTests.Harness;

/// <summary>What <see cref="HangTests"/> runs: nothing ends the constructor of this fixture.</summary>
public sealed class HangingFixtureTests(HangingFixtureTests.Fixture fixture) : IClassFixture<HangingFixtureTests.Fixture>
{
    [Fact(Explicit = true)]
    public void It_never_comes_to_this() => Assert.Null(fixture);

    public sealed class Fixture
    {
        public Fixture() => Thread.Sleep(Timeout.Infinite);
    }
}
