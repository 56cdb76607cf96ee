using System.Diagnostics;
using System.Text.Json;

namespace LibBpfSharp.KernelTests.Support;

/// <summary>The kernel's own tool, for comparison.</summary>
internal static class BpfTool
{
    /// <summary>Runs it with output as JSON; skips the test where it is not installed.</summary>
    public static JsonElement Run(params string[] arguments)
    {
        ProcessStartInfo start = new(Requires.Tool("bpftool"), ["-j", .. arguments]) { RedirectStandardOutput = true };
        using var tool = Process.Start(start)!;
        string output = tool.StandardOutput.ReadToEnd();
        tool.WaitForExit();
        Assert.Equal(0, tool.ExitCode);
        return output.Trim().Length == 0 ? default : JsonDocument.Parse(output).RootElement;
    }
}
