namespace LibBpfSharp.Tool.Verify;

/// <summary>One object for one judging process, as it travels through that process's arguments.</summary>
internal sealed record JudgeTask
{
    /// <summary>The first argument of a judging process; no command has this name.</summary>
    public const string Marker = "@judge";

    private const char Yes = '1';

    public required string File { get; init; }

    /// <summary>The name it is printed by.</summary>
    public required string Name { get; init; }

    public required VerifyOptions Options { get; init; }

    /// <summary>Where to begin: at the start, or behind a step that ended a process before.</summary>
    public JudgeStage Stage { get; init; }

    public int FirstProgram { get; init; }

    public string[] ToArguments() =>
    [
        Marker, File, Name, $"{(int)Stage}", $"{FirstProgram}",
        string.Concat(new[] { Options.Attach, Options.SkipPrograms, Options.SkipWhole, Options.Cost }.Select(flag => flag ? Yes : '0')),
        Options.TargetBtf ?? "", Options.StreamDirectory ?? "",
    ];

    public static JudgeTask FromArguments(string[] arguments) => new()
    {
        File = arguments[1],
        Name = arguments[2],
        Stage = (JudgeStage)int.Parse(arguments[3]),
        FirstProgram = int.Parse(arguments[4]),
        Options = new VerifyOptions
        {
            Files = [arguments[1]],
            Attach = arguments[5][0] == Yes,
            SkipPrograms = arguments[5][1] == Yes,
            SkipWhole = arguments[5][2] == Yes,
            Cost = arguments[5][3] == Yes,
            TargetBtf = OrNull(arguments[6]),
            StreamDirectory = OrNull(arguments[7]),
        },
    };

    private static string? OrNull(string text) => text.Length == 0 ? null : text;
}
