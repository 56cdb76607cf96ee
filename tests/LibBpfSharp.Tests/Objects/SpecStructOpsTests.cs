using LibBpfSharp.Loading;

namespace LibBpfSharp.Tests.Objects;

public sealed class SpecStructOpsTests
{
    private static readonly BpfObjectSpec s_spec = Specs.Open("struct_ops");

    [Fact]
    public void Makes_a_map_of_each_variable()
    {
        Assert.Equal(
            [
                ("plain", ".struct_ops", BpfMapFlags.None, true),
                ("linked", ".struct_ops.link", BpfMapFlags.Link, true),
                ("optional", "?.struct_ops.link", BpfMapFlags.Link, false),
            ],
            s_spec.Maps.Select(map => (map.Name, map.SectionName, map.Flags, map.AutoCreate)));
        Assert.All(s_spec.Maps, map =>
        {
            Assert.Equal((BpfMapKind.StructOps, BpfMapType.StructOps, 4u, 48u, 1u), (map.Kind, map.Type, map.KeySize, map.ValueSize, map.MaxEntries));
            Assert.Equal("tcp_congestion_ops___lbs", s_spec.Btf!.GetType(map.StructOps!.TypeId).Name);
        });
    }

    [Fact]
    public void Knows_the_program_of_each_member()
    {
        Assert.Equal([(1, 8, "lbs_init"), (2, 16, "lbs_ssthresh")], Programs("plain"));
        Assert.Equal([(2, 16, "lbs_ssthresh")], Programs("linked"));
        Assert.Equal([(1, 8, "lbs_init")], Programs("optional"));
    }

    [Fact]
    public void Keeps_the_data_members()
    {
        Assert.Equal(7, s_spec.Maps["linked"].InitialImage.Span[0]);
        Assert.Equal("lbs_linked"u8, s_spec.Maps["linked"].InitialImage.Span.Slice(32, 10));
        Assert.Equal(48, s_spec.Maps["plain"].InitialImage.Length);
    }

    private static IEnumerable<(int Member, int Offset, string Program)> Programs(string map) =>
        s_spec.Maps[map].StructOps!.Programs.Select((StructOpsProgram program) => (program.Member, program.Offset, s_spec.Functions[program.Function].Name));
}
