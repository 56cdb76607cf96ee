using System.Globalization;
using Xunit.Runner.Common;
using Xunit.Sdk;

namespace LibBpfSharp.KernelTests.Support;

/// <summary>
/// Writes a line of three columns for each event, parted by tabs: <c>planned</c> and how many test cases; <c>started</c>, <c>passed</c>, <c>failed</c>
/// or <c>skipped</c>, seconds, and a test's name; <c>ended</c> after the last test of a case; <c>error</c> for what went wrong outside of tests.
/// </summary>
internal sealed class ProgressHandler : DefaultRunnerReporterMessageHandler, IAsyncDisposable
{
    private readonly FileStream _file;

    public ProgressHandler(IRunnerLogger logger, string path)
        : base(logger)
    {
        // No buffer: what is written is outside of this process, and of the lab's machine, before the next test starts.
        _file = new(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        Execution.TestPassedEvent += args => WriteEnd("passed", args.Message);
        Execution.TestFailedEvent += args => WriteEnd("failed", args.Message);
        Execution.TestSkippedEvent += args => WriteEnd("skipped", args.Message);
        Execution.TestCaseFinishedEvent += _ => Write("ended");
        Execution.TestCleanupFailureEvent += _ => Write("error");
        Execution.TestCaseCleanupFailureEvent += _ => Write("error");
        Execution.TestMethodCleanupFailureEvent += _ => Write("error");
        Execution.TestClassCleanupFailureEvent += _ => Write("error");
        Execution.TestCollectionCleanupFailureEvent += _ => Write("error");
        Execution.TestAssemblyCleanupFailureEvent += _ => Write("error");
        Diagnostics.ErrorMessageEvent += _ => Write("error");
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _file.DisposeAsync();
    }

    protected override void HandleTestAssemblyDiscoveryFinished(MessageHandlerArgs<TestAssemblyDiscoveryFinished> args)
    {
        Write("planned", args.Message.TestCasesToRun.ToString(CultureInfo.InvariantCulture));
        base.HandleTestAssemblyDiscoveryFinished(args);
    }

    protected override void HandleTestStarting(MessageHandlerArgs<ITestStarting> args)
    {
        base.HandleTestStarting(args);
        Write("started", "0", args.Message.TestDisplayName);
    }

    private void WriteEnd(string outcome, ITestResultMessage result)
        => Write(outcome, result.ExecutionTime.ToString("F3", CultureInfo.InvariantCulture), MetadataCache.TryGetTestMetadata(result)?.TestDisplayName ?? "");

    private void Write(params string[] columns) => _file.Write(System.Text.Encoding.UTF8.GetBytes(string.Join('\t', columns).ReplaceLineEndings(" ") + '\n'));
}
