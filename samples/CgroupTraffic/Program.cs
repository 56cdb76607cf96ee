using System.Diagnostics;
using System.Runtime.InteropServices;
using LibBpfSharp;
using LibBpfSharp.Samples;
using LibBpfSharp.Samples.CgroupTraffic;
using LibBpfSharp.Samples.CgroupTraffic.Views;
using Microsoft.Extensions.Logging;
using Mono.Unix;

Options options;
try
{
    options = Options.Parse(args);
}
catch (ArgumentException wrong)
{
    Console.Error.WriteLine($"CgroupTraffic: {wrong.Message}; --help shows the options");
    return 2;
}

if (options.Help)
{
    Console.WriteLine(Options.Usage);
    return 0;
}

try
{
    await RunAsync(options);
    return 0;
}
catch (Exception failure) when (failure is BpfException or IOException or UnauthorizedAccessException)
{
    string message = options.Verbose ? failure.ToString() : failure.Message.Split('\n')[0];
    Console.Error.WriteLine($"CgroupTraffic: {message}");
    return 1;
}

static async Task RunAsync(Options options)
{
    using ILoggerFactory loggers = LoggerFactory.Create(logging => logging
        .SetMinimumLevel(options.Verbose ? LogLevel.Debug : LogLevel.Warning)
        .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace));
    using var stop = new CancellationTokenSource();
    using PosixSignalRegistration interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, StopOn);
    using PosixSignalRegistration terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, StopOn);
    void StopOn(PosixSignalContext signal)
    {
        signal.Cancel = true;
        stop.Cancel();
    }

    using TrafficCounter counter = Start(options, loggers);
    TrafficReport report = await WatchAsync(counter, options, stop.Token);

    if (options.ReportFile is { } file) await File.WriteAllTextAsync(file, report.ToJson() + "\n", CancellationToken.None);
    if (options.Detach) counter.Unpin();
}

static TrafficCounter Start(Options options, ILoggerFactory loggers)
{
    if (options.PinnedDirectory is { } directory)
    {
        TrafficCounter pinned = TrafficCounter.OpenPinned(directory);
        Console.Error.WriteLine($"counting since {new UnixFileInfo(Path.Combine(directory, "flows")).OwnerUser.UserName} pinned it in {directory}");
        return pinned;
    }

    using Cgroup cgroup = options.Cgroup is { } path ? Cgroup.Open(path) : Cgroup.OpenCurrent();
    TrafficCounter counter = TrafficCounter.Attach(cgroup, options.PinDirectory, loggers);
    Console.Error.WriteLine($"counting {cgroup.Path}");
    return counter;
}

static async Task<TrafficReport> WatchAsync(TrafficCounter counter, Options options, CancellationToken stop)
{
    ITrafficView view = options.Json ? new JsonView(Console.Out)
        : Console.IsOutputRedirected ? new LineView(Console.Out)
        : new TableView(Console.Out, () => Console.WindowHeight);
    var clock = Stopwatch.StartNew();
    TrafficReport report;
    do
    {
        TimeSpan left = options.Duration - clock.Elapsed ?? TimeSpan.MaxValue;
        await Task.Delay(left < options.Interval ? left : options.Interval, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        report = counter.Read(clock.Elapsed);
        view.Show(report);
    }
    while (!stop.IsCancellationRequested && !(clock.Elapsed >= options.Duration));
    return report;
}
