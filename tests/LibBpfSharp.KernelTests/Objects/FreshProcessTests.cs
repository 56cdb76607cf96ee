using System.Globalization;
using LibBpfSharp.KernelTests.Children;
using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Objects;

/// <summary>The first load of a process: what it asks of the kernel, and the limit on locked memory.</summary>
public sealed class FreshProcessTests
{
    private const string Raise = "Prlimit64 = 0";

    public FreshProcessTests() => Requires.Root();

    [Fact]
    public void An_object_of_one_program_and_one_map_takes_three_calls()
    {
        (string[] calls, _) = Load(elements: 1);
        Assert.SkipWhen(calls.Any(call => call.Contains('-', StringComparison.Ordinal)), $"needs a kernel that refuses nothing: {string.Join(", ", calls)}");
        Assert.Equal(["BPF_BTF_LOAD", "BPF_MAP_CREATE", "BPF_PROG_LOAD"], calls.Select(call => call.Split(' ')[0]));
    }

    [Fact]
    public void The_limit_on_locked_memory_is_lifted_once_where_BPF_memory_counts_against_it()
    {
        (string[] calls, ulong limit) = Load(elements: 100_000);
        bool isCounted = !BpfFeatures.OfRunningKernel.Probe(BpfFeature.MemoryCgroupAccounting).IsSupported;
        Assert.Equal(isCounted ? 1 : 0, calls.Count(call => call == Raise));
        Assert.Equal(isCounted ? ulong.MaxValue : FreshLoader.LimitBytes, limit);
        if (isCounted) Assert.Contains("BPF_MAP_CREATE = -1", calls.TakeWhile(call => call != Raise));
    }

    private static (string[] Calls, ulong Limit) Load(int elements)
    {
        using var child = ChildProcess.Start(nameof(FreshLoader), elements.ToString(CultureInfo.InvariantCulture));
        List<string> lines = [];
        while (lines is not [.., { } last] || !char.IsAsciiDigit(last[0])) lines.Add(child.ReadLine());
        Assert.Equal(0, child.WaitForExit());
        return ([.. lines[..^1]], ulong.Parse(lines[^1], CultureInfo.InvariantCulture));
    }
}
