using LibBpfSharp.TestSupport;
using LibBpfSharp.TestSupport.Hooks;

namespace LibBpfSharp.Tests.Documentation;

/// <summary><c>docs/hooks.md</c> says what the recorded runs say, of every kind of section on every kernel.</summary>
public sealed class HooksPageTests
{
    /// <summary>Set to 1, the test writes the page instead of comparing with it.</summary>
    private const string RewriteVariable = "LIBBPFSHARP_REWRITE_HOOKS";

    private static readonly string[] s_kernels = ["5.10", "6.1", "6.12", "6.18", "7.2"];

    private static readonly Dictionary<string, HookRecords> s_records
        = s_kernels.ToDictionary(kernel => kernel, kernel => HookRecords.Read(Repository.At("docs", "hooks", $"{kernel}.tsv")));

    public static TheoryData<string> Kernels => [.. s_kernels];

    [Fact]
    public void The_page_is_the_one_the_records_make()
    {
        string path = Repository.At("docs", "hooks.md"), page = new HooksPage(s_records).ToString();
        if (Environment.GetEnvironmentVariable(RewriteVariable) == "1") File.WriteAllText(path, page);
        Assert.True(page == File.ReadAllText(path), $"docs/hooks.md is out of date: run this test with {RewriteVariable}=1.");
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Every_hook_fired_or_was_refused_to_libbpf_too(string kernel)
    {
        Assert.Equal(BpfSectionDefinition.All.Select(section => section.Pattern), s_records[kernel].Records.Select(record => record.Section));
        Assert.All(s_records[kernel].Records, record => Assert.NotEqual(HookOutcome.Failed, record.Outcome));
        Assert.All(s_records[kernel].Records, record => Assert.Equal(record.Outcome == HookOutcome.Fired, record.Reason.Length == 0));
        Assert.All(s_records[kernel].Records, record => Assert.Equal(record.Outcome == HookOutcome.Fired, record.Confirmation.Length == 0));
        Assert.StartsWith(kernel, s_records[kernel].Release, StringComparison.Ordinal);
    }
}
