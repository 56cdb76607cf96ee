using LibBpfSharp.TestSupport;

namespace LibBpfSharp.Tests.Documentation;

/// <summary>A newcomer finds what a first program needs in the root, and little else.</summary>
public sealed class NamespaceTests
{
    private const int MostTypesInRoot = 130;

    [Fact]
    public void The_root_has_few_types()
    {
        Type[] root = [.. typeof(BpfObject).Assembly.GetExportedTypes().Where(type => type is { Namespace: "LibBpfSharp", IsNested: false })];
        Assert.True(root.Length <= MostTypesInRoot, $"{root.Length} types:\n{string.Join('\n', root.Select(type => type.Name).Order())}");
    }

    [Fact]
    public void Ten_first_programs_need_one_more_namespace_at_most()
    {
        string[] programs = [.. Repository.TestSources("LibBpfSharp.FirstPrograms").Where(path => !path.Contains("/obj/", StringComparison.Ordinal))];
        Assert.Equal(10, programs.Length);
        foreach (string program in programs)
        {
            string[] more = [.. File.ReadLines(program).Where(line => line.StartsWith("using LibBpfSharp.", StringComparison.Ordinal))];
            Assert.True(more.Length <= 1, $"{Path.GetFileName(program)}: {string.Join(' ', more)}");
        }
    }
}
