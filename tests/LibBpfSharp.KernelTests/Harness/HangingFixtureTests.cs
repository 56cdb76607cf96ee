namespace LibBpfSharp.KernelTests.Harness;

/// <summary>What <see cref="HangTests"/> runs: there, nothing ends the constructor of this fixture.</summary>
public sealed class HangingFixtureTests(HangingFixtureTests.Fixture fixture) : IClassFixture<HangingFixtureTests.Fixture>
{
    [Fact(Explicit = true)]
    public void It_never_comes_to_this() => Assert.Null(fixture);

    public sealed class Fixture
    {
        // xunit makes it in every run, also where its test is not run.
        public Fixture()
        {
            if (Environment.GetEnvironmentVariable(HangingRun.Variable) is not null) Thread.Sleep(Timeout.Infinite);
        }
    }
}
