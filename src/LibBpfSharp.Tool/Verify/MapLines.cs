using LibBpfSharp.Tool.Json;

namespace LibBpfSharp.Tool.Verify;

/// <summary>One line for every map the kernel was asked for in a whole load, in that order.</summary>
internal static class MapLines
{
    private const int KernelNameLength = 15;

    public static void Write(JudgeSession session, BpfObject target, bool isLoaded, string kind)
    {
        int next = 0;
        foreach (CapturedMap captured in session.Tap.Captures.Maps)
        {
            JsonLine line = new JsonLine(kind).Text("o", session.Task.Name).Text("m", captured.Name);
            captured.AddTo(line);

            // Maps are asked for in the object's order, an inner one before its outer.
            int index = isLoaded && captured.Errno == 0 ? Find(target, captured.Name, next) : -1;
            if (index >= 0)
            {
                next = index + 1;
                AddLoaded(line, session, target.Maps[index], captured.Name);
            }

            session.Output.WriteLine(line);
        }
    }

    private static int Find(BpfObject target, string name, int from)
    {
        for (int i = from; i < target.Maps.Count; i++)
        {
            BpfMap map = target.Maps[i];
            if (map.IsLoaded && Cut(map.Spec!.KernelName) == name) return i;
        }

        return -1;
    }

    private static void AddLoaded(JsonLine line, JudgeSession session, BpfMap map, string name)
    {
        if (map.Name != name) line.Text("ln", map.Name);
        line.NumberUnlessZero("up", session.Tap.Captures.UpdatesOf(map.Handle.Descriptor));
        if (!map.Spec!.IsInternal || !map.Flags.HasFlag(BpfMapFlags.Mmapable)) return;

        byte[] contents = new byte[map.ValueSize];
        map.ReadContents(0, contents);
        line.Number("dn", contents.Length).Hash("dh", Fnv1a.Of(contents));
    }

    private static string Cut(string name) => name.Length <= KernelNameLength ? name : name[..KernelNameLength];
}
