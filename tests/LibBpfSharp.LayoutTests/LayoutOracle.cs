using System.Text;
using System.Text.RegularExpressions;

namespace LibBpfSharp.LayoutTests;

/// <summary>
/// Has a C compiler judge facts against a set of headers: one generated file, one static assertion a line, each in a function of its own,
/// since a compiler reports an unknown name once per function.
/// </summary>
internal static partial class LayoutOracle
{
    public static string? Compiler { get; } = Shell.Find("gcc", "clang-19", "clang", "cc");

    /// <summary>The facts that do not hold, and those about names the headers lack.</summary>
    public sealed record Verdict(IReadOnlyList<LayoutFact> Wrong, IReadOnlyList<LayoutFact> Absent);

    /// <param name="facts">What to judge.</param>
    /// <param name="includes">What the file includes: a name on the search path, or a whole path.</param>
    /// <param name="searchPath">Directories for the compiler.</param>
    public static Verdict Judge(IReadOnlyList<LayoutFact> facts, string includes, IEnumerable<string> searchPath)
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory("libbpfsharp-layout-").FullName, "layout.c");
        try
        {
            File.WriteAllText(file, Generate(facts, includes));
            string tooMany = Compiler!.Contains("clang", StringComparison.Ordinal) ? "-ferror-limit=0" : "-fmax-errors=0";
            string[] path = [.. searchPath.SelectMany(directory => new[] { "-isystem", directory })];
            (int exitCode, _, string errors) = Shell.Run(Compiler, ["-std=gnu11", "-fsyntax-only", "-w", tooMany, .. path, file]);
            return Read(facts, file, exitCode, errors);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }

    private static string Generate(IReadOnlyList<LayoutFact> facts, string includes)
    {
        StringBuilder source = new($"#include \"{includes}\"\n");
        for (int i = 0; i < facts.Count; i++)
            source.Append($"static void fact_{i}(void) {{ _Static_assert({facts[i].Claim}, \"{facts[i].About}\"); }}\n");
        return source.ToString();
    }

    private static Verdict Read(IReadOnlyList<LayoutFact> facts, string file, int exitCode, string errors)
    {
        HashSet<int> wrong = [], absent = [];
        foreach (Match match in ErrorLine().Matches(errors))
        {
            int fact = int.Parse(match.Groups["line"].ValueSpan) - 2;
            if (match.Groups["file"].Value != file || fact < 0) throw new InvalidOperationException($"The headers do not compile:\n{errors}");
            bool isAssertion = match.Groups["message"].Value.StartsWith("static assertion failed", StringComparison.OrdinalIgnoreCase);
            (isAssertion ? wrong : absent).Add(fact);
        }

        if (exitCode != 0 && wrong.Count + absent.Count == 0) throw new InvalidOperationException($"{Compiler} failed:\n{errors}");
        wrong.ExceptWith(absent);
        return new Verdict([.. wrong.Order().Select(i => facts[i])], [.. absent.Order().Select(i => facts[i])]);
    }

    [GeneratedRegex(@"^(?<file>[^:\n]+):(?<line>\d+):\d+: (?:fatal )?error: (?<message>.*)$", RegexOptions.Multiline)]
    private static partial Regex ErrorLine();
}
