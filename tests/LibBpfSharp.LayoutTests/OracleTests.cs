using System.Runtime.InteropServices;

namespace LibBpfSharp.LayoutTests;

/// <summary>The oracle itself: it sees what is wrong, and tells it from what is only absent.</summary>
public sealed class OracleTests
{
    private static readonly UapiHeaders? s_headers = UapiHeaders.Newest ?? UapiHeaders.Installed;

    [Fact]
    public void A_wrong_offset_is_seen()
    {
        LayoutFact right = new("__builtin_offsetof(union bpf_attr, map_flags) == 16", "right");
        LayoutFact wrong = new("__builtin_offsetof(union bpf_attr, map_flags) == 20", "wrong");
        LayoutOracle.Verdict verdict = Judge(right, wrong, right);
        Assert.Equal([wrong], verdict.Wrong);
        Assert.Empty(verdict.Absent);
    }

    [Fact]
    public void Fields_in_the_wrong_order_and_of_the_wrong_size_are_seen()
    {
        LayoutOracle.Verdict verdict = Judge([.. StructFacts.Of(typeof(Misplaced), wholeIsExact: true)]);
        Assert.Equal(["Misplaced.MapFd", "Misplaced.ProgFd", "Misplaced.Flags", "size of Misplaced"], verdict.Wrong.Select(fact => fact.About));
    }

    [Fact]
    public void A_wrong_number_is_seen()
    {
        LayoutOracle.Verdict verdict = Judge([.. ConstantFacts.OfEnum(typeof(Misnumbered), "BPF_MAP_TYPE_")]);
        Assert.Equal(["Misnumbered.Array"], verdict.Wrong.Select(fact => fact.About));
    }

    [Fact]
    public void A_name_the_headers_lack_is_absent_each_time_it_is_used()
    {
        LayoutFact constant = new("BPF_NO_SUCH_NAME == 1", "constant"), field = new("sizeof(((union bpf_attr *)0)->no_such_field) == 4", "field");
        LayoutOracle.Verdict verdict = Judge(constant, field, constant);
        Assert.Empty(verdict.Wrong);
        Assert.Equal(3, verdict.Absent.Count);
    }

    [Fact]
    public void Headers_that_cannot_be_read_are_no_success()
    {
        Assert.SkipWhen(LayoutOracle.Compiler is null, "No C compiler (gcc, clang) is installed.");
        Assert.Throws<InvalidOperationException>(() => LayoutOracle.Judge([new("1", "anything")], "linux/no-such-header.h", []));
    }

    private static LayoutOracle.Verdict Judge(params LayoutFact[] facts)
    {
        Assert.SkipWhen(LayoutOracle.Compiler is null, "No C compiler (gcc, clang) is installed.");
        Assert.SkipWhen(s_headers is null, "There are no kernel headers.");
        return LayoutOracle.Judge(facts, "uapi.h", s_headers!.SearchPath);
    }

    [Uapi("union bpf_attr", Member = "prog_bind_map")]
    [StructLayout(LayoutKind.Sequential)]
    private struct Misplaced
    {
        public int MapFd;
        public int ProgFd;
        public ulong Flags;
    }

    private enum Misnumbered
    {
        Hash = 1,
        Array = 3,
    }
}
