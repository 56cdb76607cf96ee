using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport.Hooks;

namespace LibBpfSharp.KernelTests.Hooks;

/// <summary>Every kind of section: its program is loaded, attached and really runs, or the kernel refuses it, and libbpf's too.</summary>
public sealed class HooksTests : IClassFixture<HookResults>
{
    private readonly HookResults _results;

    public HooksTests(HookResults results)
    {
        Requires.Root();
        _results = results;
    }

    public static TheoryData<string> Sections => [.. BpfSectionDefinition.All.Select(section => section.Pattern)];

    [Theory]
    [MemberData(nameof(Sections))]
    public void A_program_of_every_section_runs_where_the_kernel_takes_it(string pattern)
    {
        BpfSectionDefinition section = BpfSectionDefinition.All.Single(section => section.Pattern == pattern);
        HookRecord record = HookRun.Of(section, HookTable.Of(section), _results.Actor);
        _results.Add(record);
        Assert.False(record.Outcome == HookOutcome.Failed, record.Reason);
        Assert.SkipWhen(record.Outcome == HookOutcome.Refused, $"this kernel lacks or refuses SEC(\"{pattern}\"): {record.Reason}");
    }
}
