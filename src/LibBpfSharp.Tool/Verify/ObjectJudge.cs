namespace LibBpfSharp.Tool.Verify;

/// <summary>A judging process: every step of one object, in order, from the one it is told to begin with.</summary>
internal static class ObjectJudge
{
    public static int Run(string[] arguments)
    {
        JudgeTask task = JudgeTask.FromArguments(arguments);
        using StreamWriter output = new(Console.OpenStandardOutput()) { AutoFlush = true };
        Run(task, output);
        output.WriteLine(new Progress(JudgeStage.Done));
        return 0;
    }

    private static void Run(JudgeTask task, TextWriter output)
    {
        BpfObjectSpec? spec;
        if (task.Stage == JudgeStage.Open)
        {
            output.WriteLine(new Progress(JudgeStage.Open));
            spec = OpenStep.Run(task, output);
        }
        else
        {
            spec = BpfObjectSpec.Open(task.File);
        }

        if (spec is null) return;
        JudgeSession session = new(task, spec, output);
        for (int i = task.FirstProgram; i < spec.Programs.Count && !task.Options.SkipPrograms; i++)
        {
            output.WriteLine(new Progress(JudgeStage.Program, i, spec.Programs[i].Name));
            ProgramStep.Run(session, i);
        }

        if (task.Options.SkipWhole) return;
        output.WriteLine(new Progress(JudgeStage.Whole));
        WholeStep.Run(session);
    }
}
