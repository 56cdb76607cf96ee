using LibBpfSharp.Tool.Json;
using LibBpfSharp.Tool.Sandboxing;

namespace LibBpfSharp.Tool.Verify;

/// <summary><c>sops</c> lines: every struct_ops map of a loaded object registered for a moment.</summary>
internal static class StructOpsLines
{
    public static void Write(JudgeSession session, BpfObject target)
    {
        foreach (BpfMap map in target.Maps.Where(map => map.Type == BpfMapType.StructOps))
        {
            JsonLine line = new JsonLine("sops").Text("o", session.Task.Name).Text("m", map.Name);

            // Names of operations are the whole machine's, and objects judged at the same time may register the same.
            using (FileLock.Take(Path.Combine(Path.GetTempPath(), "bpfsharp-verify.lock")))
                AttachVerdict.AddTo(line, reasonNotTo: null, () => Attach(map));
            session.Output.WriteLine(line);
        }
    }

    private static StructOpsLink Attach(BpfMap map) => map.IsLoaded
        ? map.AttachStructOps()
        : throw new BpfAttachException($"Map '{map.Name}' was not created.", BpfAttachError.InvalidOptions);
}
