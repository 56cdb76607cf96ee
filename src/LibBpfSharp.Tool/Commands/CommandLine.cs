using System.CommandLine;

namespace LibBpfSharp.Tool.Commands;

/// <summary>The command line: exit code 0 for success, 1 for a refused or failed operation, 2 for wrong usage.</summary>
internal static class CommandLine
{
    private const int Refused = 1;
    private const int WrongUsage = 2;

    public static int Run(string[] arguments)
    {
        RootCommand root = new("bpfsharp: compiled BPF objects and the kernel they are for") { VerifyCommand.Create(), RelocateCommand.Create() };
        ParseResult parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors) Console.Error.WriteLine($"bpfsharp: {error.Message}");
            return WrongUsage;
        }

        try
        {
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Exception e) when (e is BpfException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"bpfsharp: {e.Message}");
            return Refused;
        }
    }
}
