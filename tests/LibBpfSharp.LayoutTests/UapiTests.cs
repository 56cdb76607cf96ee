namespace LibBpfSharp.LayoutTests;

/// <summary>The managed side against the kernel's headers.</summary>
public sealed class UapiTests
{
    [Fact]
    public void Structs_and_constants_are_those_of_the_newest_headers()
    {
        UapiHeaders headers = Need(UapiHeaders.Newest, UapiHeaders.Reason);
        LayoutOracle.Verdict verdict = Check(headers);
        Assert.True(verdict.Absent.Count == 0, $"Not in {headers.Version}:\n{string.Join('\n', verdict.Absent)}");
    }

    [Fact]
    public void What_the_installed_headers_know_is_the_same()
    {
        UapiHeaders headers = Need(UapiHeaders.Installed, "no kernel headers are installed (/usr/include/linux/bpf.h)");
        Check(headers);
    }

    private static LayoutOracle.Verdict Check(UapiHeaders headers)
    {
        IReadOnlyList<LayoutFact> facts = Universe.Facts(headers.IsComplete);
        LayoutOracle.Verdict verdict = LayoutOracle.Judge(facts, "uapi.h", headers.SearchPath);
        Report.Say($"Checked {facts.Count - verdict.Absent.Count} of {facts.Count} facts against {headers.Version}; {verdict.Absent.Count} names are not in them.");
        Assert.True(verdict.Wrong.Count == 0, $"Wrong by {headers.Version}:\n{string.Join('\n', verdict.Wrong)}");
        Assert.True(verdict.Absent.Count < facts.Count / 2, "The headers know less than half of it.");
        return verdict;
    }

    private static UapiHeaders Need(UapiHeaders? headers, string reason)
    {
        Assert.SkipWhen(LayoutOracle.Compiler is null, "No C compiler (gcc, clang) is installed.");
        if (headers is null) Report.Say($"Not checked: {reason}");
        Assert.SkipWhen(headers is null, reason);
        return headers!;
    }
}
