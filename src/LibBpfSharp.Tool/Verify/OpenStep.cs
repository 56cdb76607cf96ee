using LibBpfSharp.Tool.Json;

namespace LibBpfSharp.Tool.Verify;

/// <summary>The <c>obj</c> line: the file, whether it opens, and what its ELF sections say.</summary>
internal static class OpenStep
{
    /// <returns>The spec, <c>null</c> where the object does not open.</returns>
    public static BpfObjectSpec? Run(JudgeTask task, TextWriter output)
    {
        JsonLine line = new JsonLine("obj").Text("o", task.Name);
        byte[]? image = null;
        BpfObjectSpec? spec = null;
        try
        {
            image = File.ReadAllBytes(task.File);
            line.Number("sz", image.Length).Hash("fh", Fnv1a.Of(image));
            spec = BpfObjectSpec.Open(task.File);
            line.Text("v", ErrnoWord.Of(0)).Number("np", spec.Programs.Count).Number("nm", spec.Maps.Count);
        }
        catch (Exception e) when (e is BpfException or IOException or UnauthorizedAccessException)
        {
            line.Text("v", ErrnoWord.Of(FailureErrno.Of(e))).Text("lw", e.Message);
        }

        if (image is not null) ElfFacts.AddTo(line, image);
        output.WriteLine(line);
        return spec;
    }
}
