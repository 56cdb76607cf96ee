using System.Runtime.InteropServices;

namespace LibBpfSharp.KernelTests.Support;

/// <summary>Skips a test, with the reason, where the machine lacks what it needs.</summary>
internal static partial class Requires
{
    /// <summary>The version the running kernel gives itself.</summary>
    public static Version Running { get; } = ParseKernelVersion(File.ReadAllText("/proc/sys/kernel/osrelease"));

    public static bool IsRoot { get; } = EffectiveUserId() == 0;

    /// <summary>Full root: what every test of this project needs.</summary>
    public static void Root() => Assert.SkipUnless(IsRoot, "needs root");

    /// <summary>A kernel of at least the given mainline version, which brought <paramref name="feature"/>.</summary>
    public static void Kernel(int major, int minor, string feature)
        => Assert.SkipWhen(Running < new Version(major, minor), $"needs {feature}, in Linux since {major}.{minor}; this is {Running}");

    /// <summary>A program on the search path.</summary>
    public static string Tool(string name)
    {
        string? found = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(':')
            .Append("/usr/sbin").Append("/sbin")
            .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        Assert.SkipWhen(found is null, $"needs the program '{name}'");
        return found!;
    }

    private static Version ParseKernelVersion(string release)
        => Version.Parse(string.Join('.', release.Split('-', '+')[0].Trim().Split('.').Take(2)));

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUserId();
}
