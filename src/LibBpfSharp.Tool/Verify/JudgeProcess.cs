using System.Diagnostics;
using LibBpfSharp.Tool.Json;

namespace LibBpfSharp.Tool.Verify;

/// <summary>One run of a judging process: its lines, and how far it came.</summary>
internal sealed class JudgeProcess(JudgeTask task)
{
    private const int SignalBase = 128; // what a shell adds to the number of a signal

    private readonly object _gate = new();
    private Progress _progress = new(task.Stage, task.FirstProgram);
    private bool _isLate;

    public Progress Reached => _progress;

    /// <summary>Runs the process to its end and hands on every line it prints.</summary>
    /// <returns>Whether the object was judged to its end; otherwise a <c>died</c> line was handed on.</returns>
    public bool Run(Action<string> print)
    {
        using Process process = Process.Start(StartInfo()) ?? throw new InvalidOperationException("The judging process did not start.");
        string complaint = "";
        process.ErrorDataReceived += (_, data) => complaint = complaint.Length == 0 ? data.Data ?? "" : complaint;
        process.BeginErrorReadLine();
        using (Timer limit = new(_ => Kill(process), null, task.Options.StepLimit, Timeout.InfiniteTimeSpan))
        {
            while (process.StandardOutput.ReadLine() is { } line)
            {
                if (!Progress.TryParse(line, out Progress progress))
                {
                    print(line);
                    continue;
                }

                _progress = progress;
                limit.Change(task.Options.StepLimit, Timeout.InfiniteTimeSpan);
            }
        }

        process.WaitForExit();
        if (_progress.Stage == JudgeStage.Done && process.ExitCode == 0) return true;
        print(Died(process.ExitCode, complaint));
        return false;
    }

    // The tool runs as an executable of its own or as an assembly of the dotnet command.
    private ProcessStartInfo StartInfo()
    {
        string program = Environment.ProcessPath ?? throw new InvalidOperationException("The path of this program is not known.");
        string[] assembly = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [Environment.GetCommandLineArgs()[0]] : [];
        return new ProcessStartInfo(program, [.. assembly, .. task.ToArguments()])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
    }

    private void Kill(Process process)
    {
        lock (_gate) _isLate = true;
        process.Kill();
    }

    private string Died(int exitCode, string complaint)
    {
        JsonLine line = new JsonLine("died").Text("o", task.Name).Number("stage", (int)_progress.Stage);
        if (_progress.Stage == JudgeStage.Program) line.Number("prog", _progress.Program).Text("p", _progress.Name);
        bool isLate;
        lock (_gate) isLate = _isLate;
        if (isLate) line.Text("sig", "timeout");
        else if (exitCode > SignalBase) line.Text("sig", SignalName(exitCode - SignalBase));
        else line.Number("exit", exitCode);
        if (complaint.Length > 0) line.Text("lw", complaint);
        return line.ToString();
    }

    private static string SignalName(int signal) => signal switch
    {
        4 => "ILL",
        6 => "ABRT",
        7 => "BUS",
        8 => "FPE",
        9 => "KILL",
        11 => "SEGV",
        15 => "TERM",
        _ => $"{signal}",
    };
}
