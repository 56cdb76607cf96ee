[assembly: Xunit.Runner.Common.RegisterRunnerReporter(typeof(LibBpfSharp.KernelTests.Support.ProgressReporter))]

namespace LibBpfSharp.KernelTests.Support;

using Xunit.Runner.Common;
using Xunit.Sdk;

/// <summary>Prints what the default reporter prints, and writes how far the run has come into the file that <see cref="Variable"/> names.</summary>
/// <remarks><c>scripts/lib/results.sh</c> reads that file where a run ended without a result file: in time-out, signal or a kernel's crash.</remarks>
public sealed class ProgressReporter : IRunnerReporter
{
    internal const string Variable = "LIBBPFSHARP_PROGRESS";

    public bool CanBeEnvironmentallyEnabled => true;

    public string Description => $"writes a line for each test that starts or ends into the file ${Variable} names";

    public bool ForceNoLogo => false;

    public bool IsEnvironmentallyEnabled => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 };

    public string? RunnerSwitch => null;

    public ValueTask<IRunnerReporterMessageHandler> CreateMessageHandler(IRunnerLogger logger, IMessageSink? diagnosticMessageSink)
        => new(new ProgressHandler(logger, Environment.GetEnvironmentVariable(Variable)!));
}
