using System.Diagnostics;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Objects;

/// <summary>The library in a program that was compiled to native code (tests/LibBpfSharp.AheadOfTime), which <c>scripts/test.sh</c> publishes.</summary>
public sealed class AheadOfTimeTests
{
    [Theory]
    [InlineData("native")]
    [InlineData("attach")]
    [InlineData("size")]
    [InlineData("descriptor")]
    [InlineData("differs")]
    [InlineData("relocated")]
    [InlineData("stream")]
    [InlineData("metrics")]
    public async Task A_program_without_a_compiler_at_run_time_works(string check)
    {
        Requires.Root();
        string? program = NativeProgram.Path;
        Assert.SkipWhen(program is null, "needs tests/LibBpfSharp.AheadOfTime as native code, which scripts/test.sh publishes");
        using TestCgroup cgroup = TestCgroup.Create();
        using Process process = Process.Start(new ProcessStartInfo(program, [check, BpfFixtures.Folder, cgroup.Path])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> complaint = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(said == "holds\n" && process.ExitCode == 0, $"exit code {process.ExitCode}: {said}{await complaint}");
    }
}
