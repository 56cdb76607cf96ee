using System.Globalization;
using LibBpfSharp.Samples.Generator;

const string Usage = """
    usage: TrafficGenerator send --cgroup PATH [--seconds S] [--datagrams N] [--stream-bytes N]
           TrafficGenerator compare SENT.json COUNTED.json
    """;

try
{
    switch (args)
    {
        case ["send", .. var options]:
            Console.WriteLine((await Sender.RunAsync(ReadPlan(options))).ToJson());
            return 0;
        case ["receive"]:
            await Receiver.RunAsync();
            return 0;
        case ["compare", var sent, var counted]:
            return Comparison.Print(sent, counted) ? 0 : 1;
        default:
            Console.Error.WriteLine(Usage);
            return 2;
    }
}
catch (ArgumentException e)
{
    Console.Error.WriteLine($"{e.Message}\n{Usage}");
    return 2;
}
catch (Exception e)
{
    Console.Error.WriteLine($"TrafficGenerator: {e.Message}");
    return 1;
}

static SendPlan ReadPlan(string[] options)
{
    var plan = new SendPlan();
    for (int i = 0; i < options.Length; i += 2)
    {
        if (i + 1 == options.Length) throw new ArgumentException($"{options[i]} needs a value.");
        string value = options[i + 1];
        plan = options[i] switch
        {
            "--cgroup" => plan with { Cgroup = value },
            "--seconds" => plan with { Seconds = Number(value) },
            "--datagrams" => plan with { Datagrams = Number(value) },
            "--stream-bytes" => plan with { StreamBytes = Number(value) },
            _ => throw new ArgumentException($"Unknown option '{options[i]}'."),
        };
    }

    return plan.Cgroup.Length > 0 ? plan : throw new ArgumentException("--cgroup is missing.");
}

static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int n) && n > 0
    ? n
    : throw new ArgumentException($"'{text}' is not a number above 0.");
