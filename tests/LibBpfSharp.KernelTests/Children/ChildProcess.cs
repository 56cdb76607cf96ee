using System.Diagnostics;
using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Children;

/// <summary>This test program started once more to play a <see cref="ChildRoles">role</see>, spoken with in lines.</summary>
/// <remarks>A child sees the end of its input when the test process dies, however it dies, and ends then.</remarks>
internal sealed class ChildProcess : IDisposable
{
    public const string Switch = "--child";

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;

    private ChildProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public static ChildProcess Start(string role, params string[] arguments) => StartUnder([], role, arguments);

    /// <summary>Starts the child through another program, as in <c>unshare --mount</c>.</summary>
    public static ChildProcess StartUnder(IReadOnlyList<string> launcher, string role, params string[] arguments)
        => Start([.. launcher, .. SelfCommand(), Switch, role, .. arguments]);

    /// <summary>Starts the child as native code if that was published: it begins its role in a tenth of the time.</summary>
    public static ChildProcess StartNative(string role, params string[] arguments)
        => Start([.. NativeProgram.Path is { } native ? [native] : SelfCommand(), Switch, role, .. arguments]);

    /// <summary>The next line the child prints.</summary>
    public string ReadLine()
    {
        Task<string?> line = _process.StandardOutput.ReadLineAsync();
        if (!line.Wait(s_patience)) throw new TimeoutException("The child process printed nothing.");
        return line.Result ?? throw new InvalidOperationException($"The child process ended with code {WaitForExit()} where a line was awaited.");
    }

    public void Expect(string expected) => Assert.Equal(expected, ReadLine());

    /// <summary>Says one line to the child.</summary>
    public void Tell(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
    }

    /// <summary>Ends the child by SIGKILL and waits until it is gone.</summary>
    public void Kill()
    {
        _process.Kill();
        WaitForExit();
    }

    /// <summary>Closes the child's input, which asks it to end, and waits for its exit code.</summary>
    public int WaitForExit()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(s_patience)) throw new TimeoutException("The child process does not end.");
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited) Kill();
        _process.Dispose();
    }

    private static ChildProcess Start(string[] command)
    {
        ProcessStartInfo start = new(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["DOTNET_EnableDiagnostics"] = "0"; // whose pipes a killed process would leave in /tmp
        return new(Process.Start(start)!);
    }

    private static string[] SelfCommand()
    {
        string program = Environment.ProcessPath!;
        return Path.GetFileName(program) == "dotnet" ? [program, Environment.GetCommandLineArgs()[0]] : [program];
    }
}
