using Xunit.Sdk;
using Xunit.v3;

namespace LibBpfSharp.Watchdog;

/// <summary>Runs tests as xunit does, each watched, and lets a <see cref="TestWatchdog"/> hear what is reported of them.</summary>
internal sealed class WatchedExecutor(IXunitTestAssembly assembly) : XunitTestFrameworkExecutor(assembly)
{
    public override ValueTask RunTestCases(
        IReadOnlyCollection<IXunitTestCase> testCases, IMessageSink executionMessageSink, ITestFrameworkExecutionOptions executionOptions, CancellationToken cancellationToken)
        => base.RunTestCases([.. testCases.Select(test => new WatchedTestCase(test))], TestWatchdog.Start(executionMessageSink), executionOptions, cancellationToken);
}
