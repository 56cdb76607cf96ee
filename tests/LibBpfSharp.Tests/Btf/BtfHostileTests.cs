using LibBpfSharp.Btf;
using LibBpfSharp.TestSupport.Mutation;

namespace LibBpfSharp.Tests.Btf;

/// <summary>Large inputs made to cost the square of their size.</summary>
public sealed class BtfHostileTests
{
    private const int TypeBytes = 1 << 20;

    [Fact]
    public void Names_that_overlap()
    {
        byte[] raw = Blob(TypeBytes / 12, (record, index) => (record[0], record[1], record[2]) = ((uint)index + 1, BtfInfo.Pack(BtfKind.Struct), 4), 2 << 20);
        Hold(raw, spec =>
        {
            Assert.False(spec.TryFind("none"u8, BtfKind.Struct, out _));
            Assert.Empty(spec.FindCandidates("aaaa"u8, BtfKind.Struct));
        });
    }

    [Fact]
    public void One_name_for_all()
    {
        byte[] raw = Blob(TypeBytes / 12, (record, _) => (record[0], record[1], record[2]) = (1, BtfInfo.Pack(BtfKind.Struct), 4), 1000);
        Hold(raw, spec => Assert.False(spec.TryFind(spec.GetType(1).Utf8Name, BtfKind.Typedef, out _)));
    }

    [Fact]
    public void A_chain_of_all_types()
    {
        int count = TypeBytes / 12;
        byte[] raw = Blob(count, (record, index) => (record[0], record[1], record[2]) = (0, BtfInfo.Pack(BtfKind.Const), (uint)((index + 2) % count)), 1);
        Hold(raw, spec =>
        {
            Assert.Throws<BpfObjectFormatException>(() => spec.SkipModifiers(1));
            Assert.Throws<BpfObjectFormatException>(() => spec.AlignOf(1));
            Assert.False(spec.TryGetSize(1, out _));
        });
    }

    [Fact]
    public void Structures_inside_each_other()
    {
        int count = TypeBytes / 12 / 9;
        BtfBuilder builder = BtfBuilder.Create();
        for (int i = 0; i < count; i++)
        {
            builder.AddStruct("", 8);
            for (int member = 0; member < 8; member++) builder.AddMember("", (uint)((i + member) % count) + 1, 0);
        }

        Hold(builder.ToArray(), spec => Assert.Throws<BpfObjectFormatException>(() => spec.AlignOf(1)));
    }

    private delegate void Fill(Span<uint> record, int index);

    /// <summary>So many records of three words each, and a string section of one string.</summary>
    private static byte[] Blob(int count, Fill fill, int stringLength)
    {
        BtfBuilder builder = BtfBuilder.Create();
        if (stringLength > 1) builder.AddString(new string('a', stringLength));
        for (int index = 0; index < count; index++)
        {
            uint id = builder.AddConst(0);
            fill(builder.Record(id), index);
        }

        return builder.ToArray();
    }

    private static void Hold(byte[] raw, Action<BtfSpec> visit)
    {
        MutationReport report = MutationRun.Measure(new Mutant(0, raw, "made by hand"), blob => BtfSpec.Parse(blob), visit);
        Assert.Empty(report.Failures);
        Assert.Equal(1, report.Accepted);
    }
}
