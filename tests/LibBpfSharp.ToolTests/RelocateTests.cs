using LibBpfSharp.Btf;
using LibBpfSharp.TestSupport;
using LibBpfSharp.Tool.Relocate;

namespace LibBpfSharp.ToolTests;

/// <summary><c>bpfsharp relocate</c>: core.bpf.c against a kernel that exists in a file only.</summary>
public sealed class RelocateTests : IDisposable
{
    private readonly string _types = Path.GetTempFileName();

    public RelocateTests()
    {
        BtfBuilder types = BtfBuilder.Create();
        uint number = types.AddInt("int", 4, BtfIntEncoding.Signed);
        types.AddStruct("lbs_sample", 64);
        types.AddMember("plain", number, 96);
        File.WriteAllBytes(_types, types.ToArray());
    }

    public void Dispose() => File.Delete(_types);

    [Fact]
    public void Every_program_has_a_stream_of_its_own()
    {
        RelocatedStream[] streams = Run("core");
        Assert.Equal(BpfObjectSpec.Open(BpfFixtures.Path("core")).Programs.Count, streams.Length);
        RelocatedStream moved = Assert.Single(streams, stream => stream.Program!.Name == "plain_offset");
        Assert.Equal(12, moved.Stream![0].Immediate);
        Assert.Contains("\"p\":\"plain_offset\",\"s\":\"raw_tp\",\"v\":\"ok\",\"n\":2,\"h\":\"", moved.ToJson().ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_that_cannot_be_relocated_does_not_hide_the_others()
    {
        RelocatedStream[] streams = Run("externs");
        Assert.NotEmpty(streams);
        Assert.All(streams, stream => Assert.NotNull(stream.Failure));
        Assert.Contains("\"v\":\"EINVAL\"", streams[0].ToJson().ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_object_is_one_line()
    {
        RelocatedStream only = Assert.Single(new RelocateRun(DescribedTarget.Read(_types, symbols: null), "", null).Of(_types));
        Assert.Null(only.Program);
        Assert.IsType<BpfObjectFormatException>(only.Failure);
    }

    private RelocatedStream[] Run(string fixture)
        => [.. new RelocateRun(DescribedTarget.Read(_types, symbols: null), "", null).Of(BpfFixtures.Path(fixture))];
}
