using System.Globalization;

namespace LibBpfSharp.Samples.CgroupTraffic;

/// <summary>What the command line asks for.</summary>
internal sealed record Options
{
    public const string Usage = """
        usage: CgroupTraffic [options]
          --cgroup PATH         the cgroup to count; relative to the cgroup v2 mount, or absolute; default: the one of this process
          --duration SECONDS    stop after so long; default: at Ctrl-C
          --interval SECONDS    between two outputs; default: 1
          --pin DIR             keep counting after this program ended, through pins in DIR of a bpf file system
          --attach-pinned DIR   show what an earlier --pin DIR counts
          --detach              with --attach-pinned: stop that counting at the end, and remove the pins
          --json                one line of JSON per output
          --report FILE         write the last output as JSON to FILE too
          --verbose             tell what is being done
        """;

    public string? Cgroup { get; init; }

    public TimeSpan? Duration { get; init; }

    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    public string? PinDirectory { get; init; }

    public string? PinnedDirectory { get; init; }

    public bool Detach { get; init; }

    public bool Json { get; init; }

    public string? ReportFile { get; init; }

    public bool Verbose { get; init; }

    public bool Help { get; init; }

    /// <exception cref="ArgumentException">The command line is wrong; the message says where.</exception>
    public static Options Parse(string[] arguments)
    {
        var options = new Options();
        for (int i = 0; i < arguments.Length; i++)
        {
            string name = arguments[i];
            string Value() => ++i < arguments.Length ? arguments[i] : throw new ArgumentException($"{name} needs a value");
            options = name switch
            {
                "--cgroup" => options with { Cgroup = Value() },
                "--duration" => options with { Duration = Seconds(name, Value()) },
                "--interval" => options with { Interval = Seconds(name, Value()) },
                "--pin" => options with { PinDirectory = Value() },
                "--attach-pinned" => options with { PinnedDirectory = Value() },
                "--detach" => options with { Detach = true },
                "--json" => options with { Json = true },
                "--report" => options with { ReportFile = Value() },
                "--verbose" => options with { Verbose = true },
                "--help" or "-h" => options with { Help = true },
                _ => throw new ArgumentException($"unknown option '{name}'"),
            };
        }

        return options.Checked();
    }

    private Options Checked()
    {
        if (PinnedDirectory is not null && (PinDirectory ?? Cgroup) is not null)
            throw new ArgumentException("--attach-pinned goes with neither --pin nor --cgroup: what is pinned has its cgroup");
        if (Detach && PinnedDirectory is null) throw new ArgumentException("--detach goes with --attach-pinned only");
        return this;
    }

    private static TimeSpan Seconds(string name, string text)
        => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds) && seconds is > 0 and < 1e6
            ? TimeSpan.FromSeconds(seconds)
            : throw new ArgumentException($"{name} needs a number of seconds above 0, not '{text}'");
}
