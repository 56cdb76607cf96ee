using System.Globalization;
using System.Text;
using LibBpfSharp.TestSupport.Hooks;

namespace LibBpfSharp.Tests.Documentation;

/// <summary>Composes <c>docs/hooks.md</c> from what became of every kind of section on every kernel.</summary>
internal sealed class HooksPage(IReadOnlyDictionary<string, HookRecords> kernels)
{
    public override string ToString()
    {
        StringBuilder page = new();
        page.Append(CultureInfo.InvariantCulture, $"""
            # Every hook on {kernels.Count} kernels

            The {BpfSectionDefinition.All.Count} kinds of section, and what became of a program of each. This page is composed by a test from the files in [hooks](hooks),
            which `scripts/kernel-matrix.sh --record` writes: the class `HooksTests` loads a program for each kind, alone, attaches it through LibBpfSharp,
            does what should make it run, and reads its counter.

            - **fired**: loaded, attached, and the counter moved.
            - `step ERRNO`: the kernel lacks or refuses it; this is what the load or the attachment gave. libbpf 1.8 then did the same with the same object
              on the same boot; what it gave stands behind it where it is another errno, or *no call* where libbpf can load such a program, but not attach it.


            """);
        Row(page, ["Section", "Type", .. kernels.Keys]);
        Row(page, Enumerable.Repeat("---", kernels.Count + 2));
        foreach (BpfSectionDefinition section in BpfSectionDefinition.All)
            Row(page, [$"`{section.Pattern}`", $"{section.ProgramType}", .. kernels.Values.Select(kernel => Cell(RecordOf(kernel, section)))]);
        Row(page, ["fired", string.Empty, .. kernels.Values.Select(Fired)]);
        page.Append("\nThe kernels: ").AppendJoin(", ", kernels.Select(kernel => $"{kernel.Key} is `{kernel.Value.Release}`")).AppendLine(".");
        return page.ToString().ReplaceLineEndings("\n");
    }

    public static HookRecord RecordOf(HookRecords kernel, BpfSectionDefinition section) => kernel.Records.Single(record => record.Section == section.Pattern);

    private static string Fired(HookRecords kernel)
        => kernel.Records.Count(record => record.Outcome == HookOutcome.Fired).ToString(CultureInfo.InvariantCulture);

    private static string Cell(HookRecord record)
    {
        if (record.Outcome == HookOutcome.Fired) return "**fired**";
        string confirmation = record.Confirmation == record.Reason ? string.Empty
            : record.Confirmation.Split(' ') is [_, string errno] ? $" (libbpf {errno})"
            : " (*no call*)";
        return $"{record.Reason}{confirmation}";
    }

    private static void Row(StringBuilder page, IEnumerable<string> cells) => page.Append("| ").AppendJoin(" | ", cells).AppendLine(" |");
}
