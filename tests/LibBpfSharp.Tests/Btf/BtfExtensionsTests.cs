using LibBpfSharp.Btf;
using LibBpfSharp.Elf;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.Tests.Btf;

/// <summary>Functions, lines and relocations of <c>.BTF.ext</c>.</summary>
public sealed class BtfExtensionsTests
{
    private static readonly uint[] s_functions = [8, 10, 2, 0, 5, 64, 6, 20, 1, 8, 7];
    private static readonly uint[] s_lines = [16, 10, 1, 16, 100, 0, (12 << 10) | 5];
    private static readonly uint[] s_relocations = [16, 20, 1, 24, 3, 30, 11];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Records_of_each_part(bool littleEndian)
    {
        BtfExtensions extensions = BtfExtensions.Parse(ExtensionBlob.Make(littleEndian, s_functions, s_lines, s_relocations));
        Assert.Equal(littleEndian, extensions.IsLittleEndian);
        Assert.Equal([10u, 20u], extensions.FuncInfos.Select(section => section.NameOffset));
        Assert.Equal([new BtfFuncInfo(0, 5), new BtfFuncInfo(64, 6)], [extensions.FuncInfos[0][0], extensions.FuncInfos[0][1]]);
        Assert.Equal(new BtfFuncInfo(8, 7), extensions.FuncInfos[1][0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => extensions.FuncInfos[1][1]);

        BtfLineInfo line = extensions.LineInfos[0][0];
        Assert.Equal((16u, 100u, 0u, 12, 5), (line.InstructionOffset, line.FileNameOffset, line.LineOffset, line.Line, line.Column));
        Assert.Equal(new CoreRelocation(24, 3, 30, CoreRelocationKind.EnumValue), extensions.CoreRelocations[0][0]);
    }

    [Fact]
    public void Records_of_a_newer_compiler_are_read_as_far_as_they_are_known()
    {
        uint[] functions = [12, 10, 2, 0, 5, 77, 64, 6, 78];
        BtfExtensions extensions = BtfExtensions.Parse(ExtensionBlob.Make(BitConverter.IsLittleEndian, functions, [], []));
        BtfExtensionSection<BtfFuncInfo> section = Assert.Single(extensions.FuncInfos);
        Assert.Equal((12, 2, 24), (section.RecordSize, section.Count, section.Records.Length));
        Assert.Equal(new BtfFuncInfo(64, 6), section[1]);
        Assert.Empty(extensions.LineInfos);
        Refuse(ExtensionBlob.Make(!BitConverter.IsLittleEndian, functions, [], []), "12 bytes");
    }

    [Fact]
    public void Header_without_relocations_is_read()
    {
        byte[] raw = ExtensionBlob.Make(true, s_functions, [], []);
        byte[] old = [.. raw[..24], .. raw[32..]];
        old[4] = 24;
        BtfExtensions extensions = BtfExtensions.Parse(old);
        Assert.Equal(2, extensions.FuncInfos.Count);
        Assert.Empty(extensions.CoreRelocations);
    }

    [Theory]
    [InlineData("counter")]
    [InlineData("counter.be")]
    public void Compiled_object(string name)
    {
        ElfFile elf = ElfFile.Parse(BpfFixtures.Bytes(name));
        Assert.True(elf.TryFindSection(".BTF"u8, out ElfSection types) & elf.TryFindSection(".BTF.ext"u8, out ElfSection extra));
        BtfSpec spec = BtfSpec.Parse(types.Data);
        BtfExtensions extensions = BtfExtensions.Parse(extra.Data);
        Assert.Equal(["cgroup_skb/ingress", "cgroup_skb/egress"], extensions.FuncInfos.Select(section => spec.GetString(section.NameOffset)));
        Assert.Equal("count_egress", spec.GetType(extensions.FuncInfos[1][0].TypeId).Name);
        Assert.EndsWith("counter.bpf.c", spec.GetString(extensions.LineInfos[0][0].FileNameOffset), StringComparison.Ordinal);
        Assert.True(extensions.LineInfos[0][0].Line > 1);
    }

    [Fact]
    public void Damaged()
    {
        byte[] raw = ExtensionBlob.Make(true, s_functions, s_lines, s_relocations);
        for (int length = 0; length < raw.Length; length++) Refuse(raw[..length], null);

        Refuse(Changed(raw, 0, 0), "9f eb");
        Refuse(Changed(raw, 2, 2), "version 2");
        Refuse(Changed(raw, 4, 20), "header of 20");
        Refuse(Changed(raw, 8, 2), "multiple of 4");
        Refuse(Changed(raw, 32, 4), "records of 4 bytes");
        Refuse(Changed(raw, 32, 9), "records of 9 bytes");
        Refuse(Changed(raw, 40, 0), "0 records");
        Refuse(Changed(raw, 40, 200), "200 records");
        Refuse(ExtensionBlob.Make(true, [8], [], []), "no records");
    }

    private static byte[] Changed(byte[] raw, int offset, byte value)
    {
        byte[] changed = [.. raw];
        changed[offset] = value;
        return changed;
    }

    private static void Refuse(byte[] raw, string? message)
    {
        BpfObjectFormatException error = Assert.Throws<BpfObjectFormatException>(() => BtfExtensions.Parse(raw));
        Assert.Equal(".BTF.ext", error.Section);
        if (message is not null) Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }
}
