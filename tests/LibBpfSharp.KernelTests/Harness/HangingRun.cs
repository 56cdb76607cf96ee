using LibBpfSharp.KernelTests.Support;
using System.Diagnostics;
using System.Globalization;
using System.Xml.Linq;
using LibBpfSharp.KernelTests.Samples;
using LibBpfSharp.Watchdog;

namespace LibBpfSharp.KernelTests.Harness;

/// <summary>A run of this test program's own, of which a test may take three seconds.</summary>
internal sealed record HangingRun(int ExitCode, XElement? Results, string Errors)
{
    /// <summary>Is set in that run alone: only there does something hang.</summary>
    public const string Variable = "LIBBPFSHARP_TEST_HANGS";

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    /// <param name="silence">For how many seconds nothing may be reported: on a busy machine that is long between two tests too.</param>
    /// <param name="tests">Explicit tests.</param>
    public static async Task<HangingRun> Of(int silence, params string[] tests)
    {
        using TemporaryFile results = new();
        ProcessStartInfo start = new(
            Environment.ProcessPath!, ["-noLogo", "-noColor", "-explicit", "only", "-xml", results.Path, .. tests.SelectMany(test => new[] { "-method", test })])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[TestLimit.Variable] = "3";
        start.Environment[TestLimit.SilenceVariable] = silence.ToString(CultureInfo.InvariantCulture);
        start.Environment[Variable] = "1";
        start.Environment.Remove(ProgressReporter.Variable); // the file of this run
        using Process run = Process.Start(start)!;
        try
        {
            // Both come to their end only once every process that the run started is gone.
            Task<string> output = run.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            Task<string> errors = run.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await Task.WhenAll(output, errors).WaitAsync(s_patience, TestContext.Current.CancellationToken);
            await run.WaitForExitAsync(TestContext.Current.CancellationToken);
            string xml = await File.ReadAllTextAsync(results.Path, TestContext.Current.CancellationToken);
            return new HangingRun(run.ExitCode, xml.Length == 0 ? null : XElement.Parse(xml), await errors);
        }
        finally
        {
            run.Kill(entireProcessTree: true);
        }
    }

    /// <summary>The message of a test that failed, or its result.</summary>
    public string this[string test]
    {
        get
        {
            XElement element = Assert.Single(Results!.Descendants("test"), element => (string?)element.Attribute("name") == test);
            return (string?)element.Descendants("message").FirstOrDefault() ?? (string)element.Attribute("result")!;
        }
    }
}
