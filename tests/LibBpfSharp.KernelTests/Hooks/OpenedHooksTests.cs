using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport.Hooks;

namespace LibBpfSharp.KernelTests.Hooks;

/// <summary>A program opened by pin, id or socket is attached by every call that takes one, and runs.</summary>
public sealed class OpenedHooksTests : IClassFixture<HookResults>
{
    private readonly HookResults _results;

    public OpenedHooksTests(HookResults results)
    {
        Requires.Root();
        _results = results;
    }

    /// <summary>The sections whose programs are attached without the section's own words and without other things of the object.</summary>
    public static MatrixTheoryData<string, string> Sections => new(
        [.. BpfSectionDefinition.All.Where(section => HookTable.Of(section) is not (SectionHook or OperationsHook or UsdtHook or RedirectHook or RunHook)).Select(section => section.Pattern)],
        ["pin", "id", "socket"]);

    [Theory]
    [MemberData(nameof(Sections))]
    public void An_opened_program_runs_where_one_of_an_object_does(string pattern, string way)
    {
        BpfSectionDefinition section = BpfSectionDefinition.All.Single(section => section.Pattern == pattern);
        using Reopened opened = new(way);
        HookRecord record = HookRun.Of(section, HookTable.Of(section), _results.Actor, opened.Again);
        Assert.False(record.Outcome == HookOutcome.Failed, record.Reason);
        if (record.Outcome == HookOutcome.Fired) return;

        // What the kernel refuses, it refuses whoever has it.
        Assert.Equal(record, HookRun.Of(section, HookTable.Of(section), _results.Actor));
        Assert.Skip($"this kernel lacks or refuses SEC(\"{pattern}\"): {record.Reason}");
    }
}
