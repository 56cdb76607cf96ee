using System.CommandLine;
using LibBpfSharp.Tool.Verify;

namespace LibBpfSharp.Tool.Commands;

/// <summary><c>bpfsharp verify</c>: what this kernel's verifier says of every program of every object.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        Argument<string[]> files = new("FILE") { Arity = ArgumentArity.OneOrMore, Description = "Compiled BPF objects" };
        Option<bool> json = new("--json") { Description = "One JSON object a line instead of a table" };
        Option<int> jobs = new("--jobs", "-j") { Description = "Objects judged at a time", DefaultValueFactory = _ => 1 };
        Option<string?> btf = new("--btf") { Description = "Relocate against this BTF (raw or ELF) instead of the kernel's" };
        Option<double> timeout = new("--timeout") { Description = "Limit of one step in seconds", DefaultValueFactory = _ => 120 };
        Option<bool> noPrograms = new("--no-programs") { Description = "No single-program loads" };
        Option<bool> noWhole = new("--no-whole") { Description = "No whole-object load" };
        Option<bool> attach = new("--attach", "-a") { Description = "Attach what loads and attaches by its section's name, and detach it again" };
        Option<bool> cost = new("--cost") { Description = "Say what every step cost: milliseconds, those outside bpf(2), live heap" };
        Option<string> prefix = new("--prefix") { Description = "Cut this off the names printed", DefaultValueFactory = _ => "" };
        Option<string?> streams = new("--streams") { Description = "Write every normalised instruction stream into this folder" };

        Command command = new("verify", "Load every program of every object into this kernel, one by one and together, and say what became of it")
        {
            files, json, jobs, btf, timeout, noPrograms, noWhole, attach, cost, prefix, streams,
        };
        command.SetAction(parsed =>
        {
            VerifyOptions options = new()
            {
                Files = parsed.GetValue(files)!,
                Jobs = parsed.GetValue(jobs),
                StepLimit = TimeSpan.FromSeconds(parsed.GetValue(timeout)),
                TargetBtf = parsed.GetValue(btf),
                SkipPrograms = parsed.GetValue(noPrograms),
                SkipWhole = parsed.GetValue(noWhole),
                Attach = parsed.GetValue(attach),
                Cost = parsed.GetValue(cost),
                Prefix = parsed.GetValue(prefix)!,
                StreamDirectory = parsed.GetValue(streams),
            };
            if (parsed.GetValue(json)) new VerifyRun(options, Console.Out.WriteLine).Run();
            else PrintTable(options);
            return 0;
        });
        return command;
    }

    private static void PrintTable(VerifyOptions options)
    {
        VerdictTable table = new(Console.Out);
        new VerifyRun(options, table.Add).Run();
        table.Flush();
    }
}
