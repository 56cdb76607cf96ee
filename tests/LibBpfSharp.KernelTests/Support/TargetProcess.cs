using System.Diagnostics;

namespace LibBpfSharp.KernelTests.Support;

/// <summary>One run of a program of <c>native-shim/targets</c>, which does what it is told and ends with the test.</summary>
internal sealed class TargetProcess : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;

    private TargetProcess(Process process) => _process = process;

    /// <summary>A position-independent program.</summary>
    public static string Program { get; } = PathOf("lbs-target");

    /// <summary>The same at fixed addresses.</summary>
    public static string FixedProgram { get; } = PathOf("lbs-target-fixed");

    /// <summary>The shared library both use.</summary>
    public static string Library { get; } = PathOf("liblbs_target.so.1");

    public int Id => _process.Id;

    public static TargetProcess Start(string? program = null) => Run(program ?? Program);

    /// <summary>Starts the program from a file system that only it sees, where it lies with its library at <paramref name="folder"/>.</summary>
    public static TargetProcess StartWithOwnMounts(string folder) => Run(
        Requires.Tool("unshare"), "--mount", "sh", "-c", $"mount -t tmpfs none '{folder}' && cp '{Program}' '{Library}' '{folder}' && exec '{folder}/lbs-target'");

    private static TargetProcess Run(string command, params string[] arguments)
    {
        ProcessStartInfo start = new(command, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        TargetProcess target = new(Process.Start(start)!);
        target.Expect("ready");
        return target;
    }

    /// <summary>Passes every probe and calls every function once.</summary>
    public void Fire()
    {
        Tell("fire");
        Expect("fired");
    }

    /// <summary>How many watch the probe that counts them.</summary>
    public string Watched()
    {
        Tell("watched");
        return ReadLine();
    }

    /// <summary>Throws an exception that nobody catches, and waits for the end that follows.</summary>
    public void Throw()
    {
        Tell("throw");
        if (!_process.WaitForExit(s_patience)) throw new TimeoutException("The target does not end.");
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(s_patience)) _process.Kill();
        _process.Dispose();
    }

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "native", name);

    private void Tell(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
    }

    private void Expect(string line) => Assert.Equal(line, ReadLine());

    private string ReadLine()
    {
        Task<string?> line = _process.StandardOutput.ReadLineAsync();
        if (!line.Wait(s_patience)) throw new TimeoutException("The target printed nothing.");
        return line.Result ?? throw new InvalidOperationException("The target ended where a line was awaited.");
    }
}
