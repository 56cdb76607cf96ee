using Xunit.Sdk;
using Xunit.v3;

namespace LibBpfSharp.Watchdog;

/// <summary>A test case as xunit runs it, on a thread of its own, which is left behind once a test of it hangs: that test fails, and the run goes on.</summary>
/// <remarks>xunit's own timeout ends only tests that await something, and most of these wait in a call of the kernel or in a loop.</remarks>
internal sealed class WatchedTestCase(IXunitTestCase inner) : WrappedTestCase(inner), ISelfExecutingXunitTestCase
{
    public async ValueTask<RunSummary> Run(
        ExplicitOption explicitOption, IMessageBus messageBus, object?[] constructorArguments, ExceptionAggregator aggregator, CancellationTokenSource cancellationTokenSource)
    {
        WatchedBus bus = new(messageBus);
        TaskCompletionSource<Task<RunSummary>> started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => started.SetResult(
            XunitRunnerHelper.RunXunitTestCase(Inner, bus, cancellationTokenSource, aggregator, explicitOption, constructorArguments).AsTask()))
        { IsBackground = true, Name = "test" }.Start();
        Task<RunSummary> end = started.Task.Unwrap();
        while (!await EndsWithin(end, TimeSpan.FromSeconds(1)))
        {
            if (bus.Running > TestLimit.OfOneTest && bus.Abandon() is { } sum) return sum;
        }

        return await end;
    }

    private static async Task<bool> EndsWithin(Task task, TimeSpan time) => await Task.WhenAny(task, Task.Delay(time)) == task;
}
