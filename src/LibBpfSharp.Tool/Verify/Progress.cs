namespace LibBpfSharp.Tool.Verify;

/// <summary>What a judging process says between its lines about the step it begins: <c>#stage program name</c>.</summary>
/// <param name="Program">Index of the program, in stage <see cref="JudgeStage.Program"/>.</param>
/// <param name="Name">Its name.</param>
internal readonly record struct Progress(JudgeStage Stage, int Program = 0, string Name = "")
{
    private const char Mark = '#';

    public static bool TryParse(string line, out Progress progress)
    {
        progress = default;
        if (!line.StartsWith(Mark)) return false;
        string[] parts = line[1..].Split(' ', 3);
        progress = new Progress((JudgeStage)int.Parse(parts[0]), int.Parse(parts[1]), parts[2]);
        return true;
    }

    public override string ToString() => $"{Mark}{(int)Stage} {Program} {Name}";
}
