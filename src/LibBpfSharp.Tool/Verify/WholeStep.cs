using LibBpfSharp.Tool.Json;

namespace LibBpfSharp.Tool.Verify;

/// <summary>A <c>whole</c> or <c>wholefix</c> line and its <c>map</c> or <c>mapfix</c> lines: the object loaded at once.</summary>
internal static class WholeStep
{
    public static void Run(JudgeSession session)
    {
        if (!TryLoad(session, isSized: false)) TryLoad(session, isSized: true);
    }

    /// <returns>Whether there is nothing left to try.</returns>
    private static bool TryLoad(JudgeSession session, bool isSized)
    {
        using BpfObject target = session.Open(BpfLogLevel.None);
        using MapSizing? sizing = isSized ? new(target) : null;
        if (sizing is { Count: 0 }) return true;

        // A load turns on what struct_ops maps need.
        int loading = target.Programs.Count(program => program.AutoLoad);
        LoadAttempt attempt = session.Load(target);
        JsonLine line = new JsonLine(isSized ? "wholefix" : "whole").Text("o", session.Task.Name).NumberUnlessZero("fix", sizing?.Count ?? 0);
        line.Text("v", ErrnoWord.Of(attempt.Errno)).Number("al", loading);
        if (!attempt.IsLoaded)
        {
            line.Text("st", attempt.Stage);
            attempt.AddWhy(line);
        }

        AddBtf(line, session);
        StepCost.AddTo(line, session, attempt);
        session.Output.WriteLine(line);
        MapLines.Write(session, target, attempt.IsLoaded, isSized ? "mapfix" : "map");
        if (attempt.IsLoaded && session.Task.Options.Attach) StructOpsLines.Write(session, target);
        return attempt.IsLoaded;
    }

    // Probes load BTF too, smaller than any object's.
    private static void AddBtf(JsonLine line, JudgeSession session)
    {
        if (session.Tap.Captures.Btf is not { } btf || session.Spec.Btf is not { } own || btf.Size < own.RawData.Length) return;
        line.Number("bsz", btf.Size).Hash("bh", btf.Hash);
        if (btf.Errno != 0) line.Text("bv", ErrnoWord.Of(btf.Errno));
    }
}
