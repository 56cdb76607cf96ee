using LibBpfSharp;

namespace FirstPrograms;

/// <summary>How often does a thread rename itself? The section names the tracepoint.</summary>
public static class CountRenames
{
    public static ulong Run(string file, Action rename)
    {
        using var tracing = BpfObject.Open(file);
        foreach (BpfProgram program in tracing.Programs) program.AutoLoad = program.Name == "tracepoint";
        tracing.Load();
        tracing.AttachAll();
        rename();
        return tracing.Variables["hits"].Get<ulong>();
    }
}
