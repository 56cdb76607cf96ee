using LibBpfSharp.Instructions;
using LibBpfSharp.Loading;
using LibBpfSharp.Tool.Json;

namespace LibBpfSharp.Tool.Verify;

/// <summary>A <c>prog</c> line: one program loaded alone.</summary>
internal static class ProgramStep
{
    public static void Run(JudgeSession session, int index)
    {
        using BpfObject target = session.Open(BpfLogLevel.Stats);
        for (int i = 0; i < target.Programs.Count; i++) target.Programs[i].AutoLoad = i == index;
        BpfProgram program = target.Programs[index];
        using MapSizing sizing = new(target);

        LoadAttempt attempt = session.Load(target);
        ProgramPlan? plan = attempt.Programs.Count > 0 ? attempt.Programs[index] : null;
        CapturedLoad? load = plan?.Linked is { } linked ? session.Tap.Captures.FindLoad(program.Name, linked.Instructions) : null;

        JsonLine line = new JsonLine("prog").Text("o", session.Task.Name).Text("p", program.Name).Text("s", program.SectionName);
        AddType(line, plan?.Type ?? program.Type, plan?.ExpectedAttachType ?? program.ExpectedAttachType ?? default);
        line.NumberUnlessZero("opt", program.Spec!.AutoLoad ? 0 : 1).NumberUnlessZero("fix", sizing.Count).Text("v", ErrnoWord.Of(attempt.Errno));
        if (!attempt.IsLoaded)
        {
            line.Text("st", StageOf(attempt, load));
            attempt.AddWhy(line);
        }

        if (StreamOf(program.Spec, attempt, plan, load) is { } stream) AddStream(session, line, program.Name, stream);
        if (load is not null) AddLoad(line, load);
        if (attempt.IsLoaded && session.Task.Options.Attach)
            AttachVerdict.AddTo(line, ReasonNotToAttach(session, program, load), program.Attach);
        VerifierFigures.Of(attempt.IsLoaded ? program.Log : attempt.RejectionLog).AddTo(line);
        StepCost.AddTo(line, session, attempt);
        session.Output.WriteLine(line);
    }

    private static void AddType(JsonLine line, BpfProgramType type, BpfAttachType attachType)
    {
        line.Word("t", type.ToShortName());
        if (attachType == default) return; // 0 is both "none" and cgroup_inet_ingress
        if (type == BpfProgramType.StructOps) line.Number("e", (long)attachType);
        else line.Word("e", attachType.ToShortName());
    }

    private static string? ReasonNotToAttach(JudgeSession session, BpfProgram program, CapturedLoad? load) => load is null
        ? session.AttachRule.ReasonNotTo(program.Type, program.ExpectedAttachType ?? default, [])
        : session.AttachRule.ReasonNotTo(load.Type, load.ExpectedAttachType, load.Stream);

    private static string StageOf(LoadAttempt attempt, CapturedLoad? load) =>
        load is null ? attempt.Stage : load.Errno == 0 ? "post" : "kernel";

    /// <summary>As handed to the kernel, or as relocated where the load failed behind that.</summary>
    private static BpfInstruction[]? StreamOf(BpfProgramSpec program, LoadAttempt attempt, ProgramPlan? plan, CapturedLoad? load)
    {
        if (load is not null) return (BpfInstruction[])load.Stream.Clone();
        if (attempt.IsLoaded || !attempt.IsPrepared) return null;
        return plan is null ? program.Instructions.ToArray() : (BpfInstruction[]?)plan.Linked?.Instructions.Clone();
    }

    private static void AddStream(JudgeSession session, JsonLine line, string program, BpfInstruction[] stream)
    {
        line.Number("n", stream.Length);
        string words = StreamWords.Spell(StreamWords.In(stream));
        if (words.Length > 0) line.Text("x", words);
        StreamNormaliser.Normalise(stream);
        line.Hash("h", Fnv1a.Of(stream));
        if (session.Task.Options.StreamDirectory is { } directory) StreamDump.Write(directory, session.Task.Name, program, stream);
    }

    private static void AddLoad(JsonLine line, CapturedLoad load)
    {
        line.NumberUnlessZero("fl", load.Flags).NumberUnlessZero("abid", load.AttachBtfId).NumberUnlessZero("abfd", load.HasAttachDescriptor ? 1 : 0);
        line.NumberUnlessZero("fi", load.FuncInfos).NumberUnlessZero("li", load.LineInfos).NumberUnlessZero("fda", load.Descriptors);
    }
}
