using LibBpfSharp;
using LibBpfSharp.Tracing;

namespace FirstPrograms;

/// <summary>How often does a process call a function of the C library?</summary>
public static class CountCalls
{
    public static ulong Run(string file, string function, Action call)
    {
        using var tracing = BpfObject.Open(file);
        foreach (BpfProgram program in tracing.Programs) program.AutoLoad = program.Name == "user_function";
        tracing.Load();
        using var link = tracing.Programs["user_function"].AttachUprobe("libc.so.6", function, new UprobeOptions { ProcessId = Environment.ProcessId });
        call();
        return tracing.Variables["hits"].Get<ulong>();
    }
}
