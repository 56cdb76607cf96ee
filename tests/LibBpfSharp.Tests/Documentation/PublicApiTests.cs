using LibBpfSharp.TestSupport;

namespace LibBpfSharp.Tests.Documentation;

/// <summary>The public surface changes only together with <c>PublicApi.txt</c>, so that a change is seen in review.</summary>
public sealed class PublicApiTests
{
    /// <summary>Set to 1, the test writes the file instead of comparing with it.</summary>
    private const string RewriteVariable = "LIBBPFSHARP_REWRITE_API";

    [Fact]
    public void Public_surface_is_the_recorded_one()
    {
        string file = Repository.At("tests", "LibBpfSharp.Tests", "Documentation", "PublicApi.txt");
        string[] actual = [.. PublicApi.Describe(typeof(BpfException).Assembly)];
        if (Environment.GetEnvironmentVariable(RewriteVariable) == "1")
        {
            File.WriteAllLines(file, actual);
            return;
        }

        string[] recorded = File.ReadAllLines(file);
        string[] changes = [.. recorded.Except(actual).Select(line => $"- {line}"), .. actual.Except(recorded).Select(line => $"+ {line}")];
        Assert.True(
            actual.SequenceEqual(recorded),
            $"The public surface changed; if that is meant, run this test with {RewriteVariable}=1.\n{string.Join('\n', changes)}");
    }
}
