namespace LibBpfSharp.Tests.Objects;

public sealed class SectionTableTests
{
    private static readonly (string Pattern, string Type, string AttachType, string Flags, string Attach)[] s_expected =
    [
        .. SectionTableRows.Text.Split('\n').Select(line => line.Split(' ')).Select(row => (row[0], row[1], row[2], row[3], row[4])),
    ];

    [Fact]
    public void Holds_the_116_kinds_in_match_order()
    {
        Assert.Equal(116, s_expected.Length);
        Assert.Equal(s_expected.Select(row => row.Pattern), BpfSectionDefinition.All.Select(row => row.Pattern));
    }

    [Fact]
    public void Each_kind_has_its_types_flags_and_attachment()
    {
        Assert.All(s_expected.Zip(BpfSectionDefinition.All), pair =>
        {
            ((_, string type, string attachType, string flags, string attach), BpfSectionDefinition row) = pair;
            Assert.Equal(Enum.Parse<BpfProgramType>(Words(type)), row.ProgramType);
            Assert.Equal(attachType == "-" ? null : Enum.Parse<BpfAttachType>(Words(attachType)), row.AttachType);
            Assert.Equal(Flags(flags), row.Flags);
            Assert.Equal(attach == "-" ? BpfSectionAttach.None : Enum.Parse<BpfSectionAttach>(attach), row.Attach);
            Assert.Equal(flags.Contains('S'), row.IsSleepable);
        });
    }

    [Fact]
    public void Each_kind_matches_by_its_rule_and_no_other_kind_takes_its_names()
    {
        Assert.All(BpfSectionDefinition.All, row =>
        {
            bool takesExtra = row.Pattern.EndsWith('+');
            Assert.Equal(takesExtra ? BpfSectionMatch.ExtraOptional : BpfSectionMatch.Exact, row.Match);
            Assert.Same(row, BpfSectionDefinition.Find(row.Name));
            Assert.Same(row, BpfSectionDefinition.Find("?" + row.Name));
            Assert.Equal(takesExtra ? row : null, BpfSectionDefinition.Find(row.Name + "/some/text"));
            Assert.Equal(takesExtra ? row : null, BpfSectionDefinition.Find(row.Name + "/"));
            Assert.Null(BpfSectionDefinition.Find(row.Name + "x"));
            Assert.Null(BpfSectionDefinition.Find(row.Name + "+"));
            Assert.Single(BpfSectionDefinition.All, other => other.Matches(row.Name));
        });
    }

    [Theory]
    [InlineData("type/", "type", false)]
    [InlineData("type/", "type/extra", true)]
    [InlineData("type/", "types", false)]
    [InlineData("type+", "type", true)]
    [InlineData("type+", "type/extra", true)]
    [InlineData("type+", "typed/extra", false)]
    [InlineData("type", "type", true)]
    [InlineData("type", "type/extra", false)]
    public void A_rule_is_exact_or_wants_or_allows_extra_text(string pattern, string section, bool matches)
    {
        BpfSectionDefinition row = new(pattern, BpfProgramType.Xdp, null, BpfSectionFlags.None, BpfSectionAttach.None);
        Assert.Equal(matches, row.Matches(section));
    }

    [Theory]
    [InlineData("xdp_pass", "SEC(\"xdp\") takes no extra text")]
    [InlineData("xdp1", "did you mean SEC(\"xdp\")?")]
    [InlineData("sockops1", "did you mean SEC(\"sockops\")?")]
    [InlineData("perf_event/cycles", "SEC(\"perf_event\") takes no extra text")]
    [InlineData("tc/eth0", "SEC(\"tc\") takes no extra text")]
    [InlineData("cgroup_skb/egres", "did you mean SEC(\"cgroup_skb/egress\")?")]
    [InlineData("kprob/do_unlinkat", "did you mean SEC(\"kprobe/do_unlinkat\")?")]
    [InlineData("kprobe_do_unlinkat", "write SEC(\"kprobe/do_unlinkat\")")]
    [InlineData("ingress", "SEC(\"tcx/ingress\") is the name of today")]
    [InlineData("cgroup/ingress", "SEC(\"cgroup_skb/ingress\") is the name of today")]
    public void An_unknown_name_is_led_to_the_nearest_known_one(string section, string expected)
    {
        Assert.Null(BpfSectionDefinition.Find(section));
        Assert.StartsWith(expected, SectionTable.Suggest(section), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("entirely_different")]
    [InlineData("/")]
    public void Nothing_is_suggested_where_nothing_is_near(string section) => Assert.Null(SectionTable.Suggest(section));

    private static string Words(string kernelName) =>
        string.Concat(kernelName.Split('_').Select(word => word[..1] + word[1..].ToLowerInvariant()));

    private static BpfSectionFlags Flags(string letters) => letters.Aggregate(BpfSectionFlags.None, (flags, letter) => flags | letter switch
    {
        'A' => BpfSectionFlags.Attachable,
        'O' => BpfSectionFlags.AttachTypeOptional,
        'S' => BpfSectionFlags.Sleepable,
        'B' => BpfSectionFlags.AttachBtf,
        'F' => BpfSectionFlags.XdpFrags,
        'U' => BpfSectionFlags.Usdt,
        _ => BpfSectionFlags.None,
    });
}
