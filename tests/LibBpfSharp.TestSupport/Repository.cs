namespace LibBpfSharp.TestSupport;

/// <summary>The checked-out repository this test was built in.</summary>
public static class Repository
{
    /// <summary>Names its top directory to a test program that was carried away from it.</summary>
    private const string Variable = "LIBBPFSHARP_REPOSITORY";

    private static readonly string? s_root = FindRoot();

    /// <summary>Whether it is there: the test program may run somewhere else.</summary>
    public static bool IsThere => s_root is not null;

    /// <summary>Its top directory.</summary>
    public static string Root => s_root ?? throw new DirectoryNotFoundException($"No LibBpfSharp.sln above {AppContext.BaseDirectory}.");

    /// <summary>README.md and the pages of docs/.</summary>
    public static IEnumerable<string> Pages => [At("README.md"), .. Directory.EnumerateFiles(At("docs"), "*.md").Order()];

    /// <summary>A path in it.</summary>
    public static string At(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    /// <summary>The sources of a test project.</summary>
    public static IEnumerable<string> TestSources(string project)
        => Directory.EnumerateFiles(At("tests", project), "*.cs", SearchOption.AllDirectories);

    private static string? FindRoot()
    {
        string start = Environment.GetEnvironmentVariable(Variable) ?? AppContext.BaseDirectory;
        for (DirectoryInfo? at = new(start); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "LibBpfSharp.sln"))) return at.FullName;
        }

        return null;
    }
}
