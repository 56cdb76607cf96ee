using System.Diagnostics;
using Xunit.Sdk;

namespace LibBpfSharp.Watchdog;

/// <summary>
/// Ends the process, as a failure, where nothing is reported for twice as long as a test may take: then what hangs is no test, which <see cref="WatchedTestCase"/>
/// would have ended, but what goes on between tests: a fixture, or the end of the process while threads of a test that was left behind hold it.
/// </summary>
internal sealed class TestWatchdog : IMessageSink
{
    /// <summary>Of this process when the watchdog ends it: no code of xunit's own.</summary>
    public const int ExitCode = 86;

    private readonly IMessageSink _next;
    private long _lastMessage = Stopwatch.GetTimestamp();

    private TestWatchdog(IMessageSink next) => _next = next;

    /// <returns>What has to be told the messages that <paramref name="next"/> was to be told.</returns>
    public static IMessageSink Start(IMessageSink next)
    {
        TestWatchdog watchdog = new(next);
        new Thread(watchdog.Watch) { IsBackground = true, Name = "watchdog" }.Start();
        return watchdog;
    }

    public bool OnMessage(IMessageSinkMessage message)
    {
        Volatile.Write(ref _lastMessage, Stopwatch.GetTimestamp());
        return _next.OnMessage(message);
    }

    private void Watch()
    {
        while (Stopwatch.GetElapsedTime(Volatile.Read(ref _lastMessage)) < TestLimit.OfSilence) Thread.Sleep(TimeSpan.FromSeconds(1));
        HangReport.Write(Console.Error, $"The test run hangs between tests: nothing has happened for {TestLimit.OfSilence.TotalSeconds} s. This process ends now.");
        Descendants.Kill(since: DateTime.MinValue);
        ProcessEnd.Now(ExitCode);
    }
}
