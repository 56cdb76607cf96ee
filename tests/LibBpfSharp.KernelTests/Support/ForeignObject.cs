using System.Diagnostics;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Support;

/// <summary>A fixture as another tool leaves it: compiled, linked or stripped by what is installed here. Disposing removes the file.</summary>
internal sealed class ForeignObject : IDisposable
{
    private ForeignObject(string tool, Func<string, string[]> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Requires.Tool(tool), arguments(Path)) { RedirectStandardError = true })!;
        string said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode == 0) return;
        Dispose();
        Assert.Fail($"{tool}: {said}");
    }

    /// <summary>Every clang that has its version in its name and is installed.</summary>
    public static IReadOnlyList<string> Clangs { get; } = [.. Enumerable.Range(10, 13).Select(version => $"clang-{version}").Where(Requires.HasTool)];

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"lbs-{Guid.NewGuid():N}.bpf.o");

    public static ForeignObject ByClang(string clang, string fixture) => new(clang, output => ["-g", "--target=bpf", .. Compile(fixture, output)]);

    public static ForeignObject ByGcc(string fixture) => new("bpf-gcc", output => ["-gbtf", .. Compile(fixture, output)]);

    /// <summary>Fixtures linked into one object.</summary>
    public static ForeignObject Linked(params string[] fixtures) => new("bpftool", output => ["gen", "object", output, .. fixtures.Select(BpfFixtures.Path)]);

    /// <summary>A fixture without debug information, but for BTF.</summary>
    public static ForeignObject Stripped(string fixture) => new("llvm-strip-19", output => ["-g", "-o", output, BpfFixtures.Path(fixture)]);

    public void Dispose() => File.Delete(Path);

    // Headers of the C library are found where Debian has them for this machine and where others have them.
    private static IEnumerable<string> Compile(string fixture, string output)
        => ["-O2", .. Directory.GetDirectories("/usr/include", "*-linux-gnu").Append("/usr/include").SelectMany(folder => new[] { "-idirafter", folder }),
            "-c", Repository.At("tests", "bpf", fixture + ".bpf.c"), "-o", output];
}
