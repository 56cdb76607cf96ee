using System.Diagnostics;
using System.Runtime.InteropServices;

namespace LibBpfSharp.KernelTests.Samples;

/// <summary>A sample program as a user runs it: its standard output and error read line by line.</summary>
internal sealed partial class SampleProgram : IDisposable
{
    private const int SignalInterrupt = 2;
    private const nint DefaultHandler = 0;

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;

    // A shell lets what it starts in the background ignore the interrupt, and whatever that starts ignores it too.
    static SampleProgram() => SetSignalHandler(SignalInterrupt, DefaultHandler);

    private SampleProgram(Process process) => _process = process;

    public int Id => _process.Id;

    /// <summary>Starts a sample of this repository: one published beside these tests, or else built in their configuration.</summary>
    public static SampleProgram Start(string name, params string[] arguments)
        => new(Process.Start(new ProcessStartInfo(Find(name), arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!);

    /// <summary>Runs one to its end, which must be a good one.</summary>
    /// <returns>What it printed.</returns>
    public static string Run(string name, params string[] arguments)
    {
        using SampleProgram program = Start(name, arguments);
        (int code, string output, string error) = program.Finish();
        Assert.True(code == 0, $"{name} ended with {code}: {error}");
        return output;
    }

    /// <summary>Waits for the line on standard error that says counting began.</summary>
    public string AwaitMessage()
    {
        Task<string?> line = _process.StandardError.ReadLineAsync();
        if (!line.Wait(s_patience)) throw new TimeoutException("The program says nothing.");
        return line.Result ?? throw new InvalidOperationException("The program ended without a word.");
    }

    /// <summary>As Ctrl-C does.</summary>
    public void Interrupt() => Assert.Equal(0, SendSignal(_process.Id, SignalInterrupt));

    public (int ExitCode, string Output, string Error) Finish()
    {
        Task<string> output = _process.StandardOutput.ReadToEndAsync(), error = _process.StandardError.ReadToEndAsync();
        if (!_process.WaitForExit(s_patience)) throw new TimeoutException("The program does not end.");
        return (_process.ExitCode, output.Result, error.Result);
    }

    private static string Find(string name)
    {
        // The project reference leaves only the starter of a sample here, a publish its assembly too.
        if (File.Exists(Path.Combine(AppContext.BaseDirectory, name + ".dll"))) return Path.Combine(AppContext.BaseDirectory, name);
        string configuration = Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/'));
        string built = Path.Combine(AppContext.BaseDirectory, "..", "..", name, configuration, name);
        Assert.SkipUnless(File.Exists(built), $"needs the sample program {name}, published beside these tests or built with them");
        return built;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint SetSignalHandler(int signal, nint handler);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int processId, int signal);
}
