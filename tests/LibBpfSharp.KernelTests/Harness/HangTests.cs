using System.Diagnostics;
using LibBpfSharp.Watchdog;

namespace LibBpfSharp.KernelTests.Harness;

/// <summary>A test that hangs fails, by name, with where it hangs, and the others keep their results: here in a run of its own of this program.</summary>
public sealed class HangTests
{
    private static readonly string s_class = typeof(HangTests).FullName!;

    [Fact(Explicit = true)]
    public void A_call_never_returns()
    {
        using Process child = Process.Start("sleep", "infinity");
        child.WaitForExit();
    }

    [Fact(Explicit = true)]
    public Task A_task_never_ends() => new TaskCompletionSource().Task;

    [Fact(Explicit = true)]
    public void A_thread_spins_for_ever()
    {
        while (!Environment.HasShutdownStarted) Thread.SpinWait(100);
    }

    [Fact(Explicit = true)]
    public void All_is_well() => Assert.NotNull(s_class);

    [Fact]
    public async Task A_test_that_hangs_fails_by_name_and_the_others_keep_their_results()
    {
        string[] hanging = [$"{s_class}.{nameof(A_call_never_returns)}", $"{s_class}.{nameof(A_task_never_ends)}", $"{s_class}.{nameof(A_thread_spins_for_ever)}"];
        string well = $"{s_class}.{nameof(All_is_well)}";
        HangingRun run = await HangingRun.Of(silence: 100, [.. hanging, well]);
        Assert.Equal(1, run.ExitCode);
        Assert.All(hanging, test => Assert.Contains($"{test} hangs: it has run for more than 3 s.", run[test], StringComparison.Ordinal));
        Assert.Contains("sleep infinity", run[hanging[0]], StringComparison.Ordinal);
        Assert.Equal("Pass", run[well]);
        Assert.Equal(hanging.Length + 1, run.Results!.Descendants("test").Count());
    }

    [Fact]
    public async Task What_hangs_between_tests_ends_the_run()
    {
        HangingRun run = await HangingRun.Of(silence: 6, $"{typeof(HangingFixtureTests).FullName}.{nameof(HangingFixtureTests.It_never_comes_to_this)}");
        Assert.Equal(TestWatchdog.ExitCode, run.ExitCode);
        Assert.Contains("The test run hangs between tests", run.Errors, StringComparison.Ordinal);
    }
}
