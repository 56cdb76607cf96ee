namespace LibBpfSharp.Tests.Documentation;

/// <summary>The examples in the library's comments are code that the kernel tests run, and every such code is shown.</summary>
public sealed class ExampleTests
{
    /// <summary>As many members have one as people use first.</summary>
    private const int Fewest = 60;

    private const int Longest = 12;

    [Fact]
    public void Every_example_is_the_code_that_runs()
        => Assert.All(Examples.Shown, shown => Assert.Equal(Examples.Run.GetValueOrDefault(shown.Key, $"The kernel tests have no example '{shown.Key}'."), shown.Value));

    [Fact]
    public void Every_code_that_runs_is_shown() => Assert.Equal(Examples.Run.Keys.Order(), Examples.Shown.Keys.Order());

    [Fact]
    public void The_members_used_first_have_one() => Assert.True(Examples.Shown.Count >= Fewest, $"{Examples.Shown.Count} members have an example.");

    [Fact]
    public void Every_example_is_short() => Assert.All(Examples.Shown, shown => Assert.InRange(shown.Value.Count(letter => letter == '\n'), 1, Longest));
}
