using System.Diagnostics;

namespace LibBpfSharp.LayoutTests;

/// <summary>Runs a command to its end.</summary>
internal static class Shell
{
    public static (int ExitCode, string Output, string Errors) Run(string command, params string[] arguments)
    {
        ProcessStartInfo start = new(command, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LC_ALL"] = "C";
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.Result);
    }

    /// <summary>The first of some commands that is installed, or <c>null</c>.</summary>
    public static string? Find(params string[] commands) => commands.FirstOrDefault(command =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(':').Any(directory => File.Exists(Path.Combine(directory, command))));
}
