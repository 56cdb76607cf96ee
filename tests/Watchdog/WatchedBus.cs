using System.Diagnostics;
using Xunit.Sdk;
using Xunit.v3;

namespace LibBpfSharp.Watchdog;

/// <summary>Passes on what is reported of one test case until the case is abandoned. What the thread that was left behind reports later is nobody's.</summary>
internal sealed class WatchedBus(IMessageBus next) : IMessageBus
{
    private readonly Lock _gate = new();
    private ITestStarting? _test;
    private DateTime _started;
    private long _start;
    private int _ended, _failed;
    private bool _isAbandoned;

    /// <summary>How long the test under way has run: zero between tests.</summary>
    public TimeSpan Running
    {
        get
        {
            lock (_gate) return _test is null ? TimeSpan.Zero : Stopwatch.GetElapsedTime(_start);
        }
    }

    public bool QueueMessage(IMessageSinkMessage message)
    {
        lock (_gate)
        {
            if (_isAbandoned) return true;
            if (message is ITestStarting starting) (_test, _started, _start) = (starting, DateTime.Now, Stopwatch.GetTimestamp());
            if (message is ITestFailed) _failed++;
            if (message is ITestFinished) (_test, _ended) = (null, _ended + 1);
            return next.QueueMessage(message);
        }
    }

    /// <summary>Reports the test under way as failed, with where it hangs, ends the processes that were started since it began, and listens no longer.</summary>
    /// <returns>The case's sum, or null where the test has ended in the meantime.</returns>
    public RunSummary? Abandon()
    {
        lock (_gate)
        {
            if (_test is not { } test) return null;
            _isAbandoned = true;
            decimal seconds = (decimal)Stopwatch.GetElapsedTime(_start).TotalSeconds;
            StringWriter report = new();
            HangReport.Write(report, $"{test.TestDisplayName} hangs: it has run for more than {TestLimit.OfOneTest.TotalSeconds} s.");
            Descendants.Kill(since: _started);
            next.QueueMessage(Failure(test, seconds, report.ToString()));
            next.QueueMessage(Finish(test, seconds));
            RunSummary sum = new() { Total = _ended + 1, Failed = _failed + 1, Time = seconds };
            next.QueueMessage(FinishCase(test, sum));
            return sum;
        }
    }

    public void Dispose()
    {
    }

    private static ITestFailed Failure(ITestStarting test, decimal seconds, string report) => TestFailed.FromException(
        new TimeoutException(report), test.AssemblyUniqueID, test.TestCollectionUniqueID, test.TestClassUniqueID, test.TestMethodUniqueID,
        test.TestCaseUniqueID, test.TestUniqueID, seconds, output: null, warnings: null, DateTimeOffset.UtcNow);

    private static TestFinished Finish(ITestStarting test, decimal seconds) => new()
    {
        AssemblyUniqueID = test.AssemblyUniqueID,
        Attachments = new Dictionary<string, TestAttachment>(),
        ExecutionTime = seconds,
        FinishTime = DateTimeOffset.UtcNow,
        Output = "",
        TestCaseUniqueID = test.TestCaseUniqueID,
        TestClassUniqueID = test.TestClassUniqueID,
        TestCollectionUniqueID = test.TestCollectionUniqueID,
        TestMethodUniqueID = test.TestMethodUniqueID,
        TestUniqueID = test.TestUniqueID,
        Warnings = null,
    };

    private static TestCaseFinished FinishCase(ITestStarting test, RunSummary sum) => new()
    {
        AssemblyUniqueID = test.AssemblyUniqueID,
        ExecutionTime = sum.Time,
        TestCaseUniqueID = test.TestCaseUniqueID,
        TestClassUniqueID = test.TestClassUniqueID,
        TestCollectionUniqueID = test.TestCollectionUniqueID,
        TestMethodUniqueID = test.TestMethodUniqueID,
        TestsFailed = sum.Failed,
        TestsNotRun = sum.NotRun,
        TestsSkipped = sum.Skipped,
        TestsTotal = sum.Total,
    };
}
