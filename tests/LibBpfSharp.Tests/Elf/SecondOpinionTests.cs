using System.Text.RegularExpressions;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.Tests.Elf;

/// <summary>ELFSharp sees the same sections, segments and symbols as this library's reader.</summary>
public sealed partial class SecondOpinionTests
{
    public static TheoryData<string> Fixtures => [.. BpfFixtures.Names];

    /// <summary>What a process of .NET maps: the C library, the dynamic linker, C++ libraries, the run-time; and programs that probes are put into.</summary>
    public static TheoryData<string> SystemFiles
        => [.. Mapped().Matches(File.ReadAllText("/proc/self/maps")).Select(map => map.Value.Trim()).Append("/bin/bash").Append(Environment.ProcessPath!).Distinct().Where(File.Exists)];

    /// <summary>What the kernel tests put probes into.</summary>
    public static TheoryData<string> Targets => [.. Directory.GetFiles(TargetFolder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private static string TargetFolder => Path.Combine(AppContext.BaseDirectory, "native");

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void A_compiled_object_is_read_as_another_reader_does(string fixture) => Compare(BpfFixtures.Bytes(fixture));

    [Theory]
    [MemberData(nameof(Targets))]
    public void A_target_is_read_as_another_reader_does(string target) => Compare(File.ReadAllBytes(Path.Combine(TargetFolder, target)));

    [Theory]
    [MemberData(nameof(SystemFiles))]
    public void A_library_or_program_of_the_system_is_read_as_another_reader_does(string path) => Compare(File.ReadAllBytes(path));

    private static void Compare(byte[] image)
    {
        List<string> ours = SecondOpinion.Ours(image);
        Assert.NotEmpty(ours);
        Assert.Equal(SecondOpinion.Theirs(image), ours);
    }

    [GeneratedRegex(@" /\S+\.so(\.\d+)*$", RegexOptions.Multiline)]
    private static partial Regex Mapped();
}
