using System.Diagnostics;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.Tests.Scripts;

/// <summary>What a few lines of bash came to.</summary>
internal sealed record BashRun(int Status, string Output, string Errors)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    /// <summary>Runs a script of <c>scripts/</c> with arguments.</summary>
    public static BashRun Script(string name, params string[] arguments) => Run([Repository.At("scripts", name), .. arguments]);

    /// <summary>Runs lines after the files of <c>scripts/lib</c> they need, with arguments in <c>$1</c> and so on.</summary>
    public static BashRun Lines(string lines, params string[] arguments)
    {
        string libraries = string.Concat(new[] { "common", "results", "side-by-side" }.Select(name => $"source '{Repository.At("scripts", "lib", $"{name}.sh")}'\n"));
        return Run(["-c", $"set -euo pipefail\n{libraries}{lines}", "lines", .. arguments]);
    }

    private static BashRun Run(string[] arguments)
    {
        using Process bash = Process.Start(new ProcessStartInfo("bash", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> output = bash.StandardOutput.ReadToEndAsync(), errors = bash.StandardError.ReadToEndAsync();
        Assert.True(Task.WaitAll([output, errors], s_patience), "The script does not end.");
        bash.WaitForExit();
        return new(bash.ExitCode, output.Result, errors.Result);
    }
}
