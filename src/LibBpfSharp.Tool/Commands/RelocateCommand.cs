using System.CommandLine;
using LibBpfSharp.Tool.Relocate;

namespace LibBpfSharp.Tool.Commands;

/// <summary><c>bpfsharp relocate</c>: what another kernel would be handed, told from its types alone.</summary>
internal static class RelocateCommand
{
    public static Command Create()
    {
        Argument<string[]> files = new("FILE") { Arity = ArgumentArity.OneOrMore, Description = "Compiled BPF objects" };
        Option<string> btf = new("--btf") { Description = "The kernel's types: raw BTF, as in its /sys/kernel/btf/vmlinux, or ELF", Required = true };
        Option<string?> symbols = new("--kallsyms") { Description = "The kernel's symbols, as in its /proc/kallsyms; without, every symbol is taken to exist" };
        Option<bool> json = new("--json") { Description = "One JSON object a line instead of a table" };
        Option<string> prefix = new("--prefix") { Description = "Cut this off the names printed", DefaultValueFactory = _ => "" };
        Option<string?> streams = new("--streams") { Description = "Write every normalised instruction stream into this folder" };

        Command command = new("relocate", "Relocate every program of every object against a kernel that need not be here, without a privilege")
        {
            files, btf, symbols, json, prefix, streams,
        };
        command.SetAction(parsed =>
        {
            DescribedTarget target = DescribedTarget.Read(parsed.GetValue(btf)!, parsed.GetValue(symbols));
            RelocateRun run = new(target, parsed.GetValue(prefix)!, parsed.GetValue(streams));
            Action<RelocatedStream> print = parsed.GetValue(json)
                ? stream => Console.Out.WriteLine(stream.ToJson())
                : stream => Console.Out.WriteLine(stream.ToString());
            bool allDone = true;
            foreach (string file in parsed.GetValue(files)!)
            {
                foreach (RelocatedStream stream in run.Of(file))
                {
                    print(stream);
                    allDone &= stream.Failure is null;
                }
            }

            return allDone ? 0 : 1;
        });
        return command;
    }
}
