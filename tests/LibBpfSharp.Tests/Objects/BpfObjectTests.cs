using LibBpfSharp.Interop;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.Tests.Objects;

public sealed class BpfObjectTests
{
    [Fact]
    public void Programs_maps_and_variables_are_found_by_name_and_by_place()
    {
        using BpfObject bpf = Open("globals");
        Assert.Equal("touch", bpf.Programs[0].Name);
        Assert.Same(bpf.Maps[".data.tuning"], bpf.Variables["tuning_step"].Map);
        Assert.Contains("sample_rate", bpf.Variables.Select(v => v.Name));
        Assert.Contains("It has", Assert.Throws<KeyNotFoundException>(() => bpf.Maps["nothing"]).Message);
    }

    [Fact]
    public void Settings_are_for_before_the_load()
    {
        using BpfObject bpf = Open("counter");
        bpf.Load();
        foreach (Action set in (Action[])[
            () => bpf.Maps[0].MaxEntries = 1, () => bpf.Maps[0].Type = BpfMapType.Hash, () => bpf.Maps[0].PinPath = "/x", () => bpf.Maps[0].AutoCreate = false,
            () => bpf.Programs[0].AutoLoad = false, () => bpf.Programs[0].Type = BpfProgramType.Xdp, () => bpf.Programs[0].LogLevel = BpfLogLevel.Basic])
            Assert.Contains("BpfObject.Open and Load", Assert.Throws<InvalidOperationException>(set).Message);
        Assert.Contains("loaded already", Assert.Throws<InvalidOperationException>(bpf.Load).Message);
    }

    [Theory]
    [InlineData("suffixed", "SEC(\"xdp\") takes no extra text")]
    [InlineData("misspelt", "did you mean SEC(\"cgroup_skb/egress\")?")]
    public void A_section_of_no_known_kind_opens_and_is_refused_at_load_with_the_name_meant(string program, string advice)
    {
        using BpfObject bpf = Open("section_names");
        foreach (BpfProgram other in bpf.Programs)
            other.AutoLoad = other.Name == program;
        Assert.Contains(advice, Assert.Throws<BpfObjectFormatException>(bpf.Load).Message);
    }

    [Fact]
    public void Handles_are_for_after_the_load()
    {
        using BpfObject bpf = Open("counter");
        Assert.Contains("call BpfObject.Load first", Assert.Throws<InvalidOperationException>(() => bpf.Programs[0].Handle).Message);
        Assert.Contains("call BpfObject.Load first", Assert.Throws<InvalidOperationException>(() => bpf.Maps[0].Handle).Message);
        Assert.Contains("call BpfObject.Load first", Assert.Throws<InvalidOperationException>(() => bpf.Maps[0].Lookup([0, 0, 0, 0])).Message);
    }

    [Fact]
    public void What_was_left_out_of_the_load_says_so()
    {
        using BpfObject bpf = Open("counter");
        bpf.Programs[0].AutoLoad = false;
        bpf.Maps[0].AutoCreate = false;
        bpf.Load();
        Assert.Contains("AutoLoad is off", Assert.Throws<InvalidOperationException>(() => bpf.Programs[0].Handle).Message);
        Assert.Contains("AutoCreate is off", Assert.Throws<InvalidOperationException>(() => bpf.Maps[0].Handle).Message);
        Assert.True(bpf.Programs[1].IsLoaded);
    }

    [Fact]
    public void Disposing_twice_is_fine_and_using_afterwards_is_not()
    {
        RecordingKernel kernel = new(Fake());
        BpfObject bpf = Open("globals", kernel);
        bpf.Load();
        bpf.Dispose();
        bpf.Dispose();
        Assert.Equal(0, kernel.OpenDescriptors);
        Assert.Equal(BpfObjectState.Disposed, bpf.State);
        foreach (Action use in (Action[])[
            bpf.Load, () => _ = bpf.Programs[0].Handle, () => _ = bpf.Maps[0].Handle, () => bpf.Variables["seen"].Get<ulong>(),
            () => bpf.Variables["seen"].Set(1ul), () => bpf.Maps[0].MaxEntries = 1])
            Assert.Throws<ObjectDisposedException>(use);
    }

    [Fact]
    public void An_object_disposed_before_its_load_is_disposed_all_the_same()
    {
        BpfObject bpf = Open("counter");
        bpf.Dispose();
        Assert.Throws<ObjectDisposedException>(() => bpf.Programs[0].Handle);
        Assert.Throws<ObjectDisposedException>(bpf.Load);
    }

    [Fact]
    public void Variables_have_the_values_of_the_source_before_the_load()
    {
        using BpfObject bpf = Open("globals");
        Assert.Equal(7u, bpf.Variables["sample_rate"].Get<uint>());
        Assert.True(bpf.Variables["enabled"].Get<bool>());
        Assert.Equal(-12, bpf.Variables["balance"].Get<long>());
        Assert.Equal(0.5, bpf.Variables["ratio"].Get<double>());
        Assert.Equal("unset\0", System.Text.Encoding.ASCII.GetString(bpf.Variables["label"].GetBytes(), 0, 6));
        Assert.Equal(0ul, bpf.Variables["seen"].Get<ulong>());
    }

    [Fact]
    public void A_variable_set_before_the_load_is_in_what_the_kernel_is_given_and_nowhere_else()
    {
        byte[]? rodata = null;
        BpfObjectSpec spec = BpfObjectSpec.Open(BpfFixtures.Path("globals"));
        using BpfObject bpf = BpfObject.Open(spec, new BpfObjectOptions { Kernel = Fake(value => rodata ??= value) });
        bpf.Variables["sample_rate"].Set(99u);
        bpf.Variables["label"].SetBytes("set"u8);
        Assert.Equal(99u, bpf.Variables["sample_rate"].Get<uint>());
        bpf.Load();
        uint offset = spec.Variables["sample_rate"].Offset;
        Assert.Equal(99u, BitConverter.ToUInt32(rodata!, (int)offset));
        Assert.Equal("set\0\0\0", System.Text.Encoding.ASCII.GetString(rodata!, (int)spec.Variables["label"].Offset, 6));
        using BpfObject other = BpfObject.Open(spec);
        Assert.Equal(7u, other.Variables["sample_rate"].Get<uint>());
    }

    [Fact]
    public void A_constant_cannot_be_set_after_the_load()
    {
        using BpfObject bpf = Open("globals");
        bpf.Load();
        Assert.Contains("constant once loaded", Assert.Throws<InvalidOperationException>(() => bpf.Variables["sample_rate"].Set(1u)).Message);
    }

    [Fact]
    public void A_type_that_does_not_fit_a_variable_is_refused()
    {
        using BpfObject bpf = Open("globals");
        Assert.Contains("4 bytes", Assert.Throws<ArgumentException>(() => bpf.Variables["sample_rate"].Set(1ul)).Message);
        Assert.Throws<ArgumentException>(() => bpf.Variables["sample_rate"].Get<float>());
        Assert.Throws<ArgumentException>(() => bpf.Variables["ratio"].Get<long>());
        Assert.Throws<ArgumentException>(() => bpf.Variables["label"].SetBytes(new byte[17]));
    }

    private static BpfObject Open(string fixture, Kernel? kernel = null)
        => BpfObject.Open(BpfFixtures.Path(fixture), new BpfObjectOptions { Kernel = kernel ?? Fake() });

    private static unsafe ScriptedKernel Fake(Action<byte[]>? updated = null)
    {
        int next = 10;
        Dictionary<int, int> valueSizes = [];
        return new ScriptedKernel((call, command, attributes, _) =>
        {
            switch ((call, (BpfCommand)command))
            {
                case (SystemCall.Bpf, BpfCommand.MapCreate):
                    valueSizes[next] = (int)((MapCreateAttr*)attributes)->ValueSize;
                    return next++;
                case (SystemCall.Bpf, BpfCommand.BtfLoad or BpfCommand.ProgLoad):
                    return next++;
                case (SystemCall.Bpf, BpfCommand.MapUpdateElem):
                    MapElementAttr* element = (MapElementAttr*)attributes;
                    updated?.Invoke(new ReadOnlySpan<byte>((void*)element->Value, valueSizes[element->MapFd]).ToArray());
                    return 0;
                default:
                    return 0;
            }
        });
    }
}
