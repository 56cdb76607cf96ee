using System.Text.Json;
using LibBpfSharp.Instructions;
using LibBpfSharp.Interop;
using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Features;

/// <summary>Probes of the running kernel, against what the kernel's own tool finds and against what every kernel supported has.</summary>
public sealed class FeatureTests
{
    private readonly BpfFeatures _features = new(Kernel.Running);

    public FeatureTests() => Requires.Root();

    [Fact]
    public void Program_types_are_those_bpftool_finds()
    {
        foreach (JsonProperty found in BpfTool.Run("feature", "probe", "kernel").GetProperty("program_types").EnumerateObject())
        {
            string name = found.Name["have_".Length..^"_prog_type".Length];
            Assert.True(BpfProgramTypeNames.TryParse(name, out BpfProgramType type), name);
            BpfFeatureSupport result = _features.ProbeProgramType(type);
            Assert.True(result.IsSupported == found.Value.GetBoolean(), result.ToString());
        }
    }

    [Fact]
    public void Map_types_are_those_bpftool_finds()
    {
        foreach (JsonProperty found in BpfTool.Run("feature", "probe", "kernel").GetProperty("map_types").EnumerateObject())
        {
            string name = found.Name["have_".Length..^"_map_type".Length];
            Assert.True(BpfMapTypeNames.TryParse(name, out BpfMapType type), name);
            BpfFeatureSupport result = _features.ProbeMapType(type);
            Assert.True(result.IsSupported == found.Value.GetBoolean(), result.ToString());
        }
    }

    [Theory]
    [InlineData("xdp")]
    [InlineData("sched_cls")]
    [InlineData("tracepoint")]
    [InlineData("cgroup_skb")]
    public void Helpers_are_those_bpftool_finds(string typeName)
    {
        JsonElement all = BpfTool.Run("feature", "probe", "kernel").GetProperty("helpers");
        HashSet<string> found = Helpers(all, typeName);

        // A bpftool that does not understand the verifier of this kernel takes every helper for available to every type.
        bool tellsTypesApart = !found.Contains("bpf_skb_store_bytes") || !Helpers(all, "xdp").Contains("bpf_skb_store_bytes");
        BpfHelper newest = found.Max(name => BpfHelperNames.TryParse(name, out BpfHelper helper) ? helper : BpfHelper.Unspec);
        BpfHelper[] skipped = [BpfHelper.TracePrintk, BpfHelper.TraceVprintk, BpfHelper.ProbeWriteUser]; // their probes make the kernel warn
        Assert.True(BpfProgramTypeNames.TryParse(typeName, out BpfProgramType type));
        foreach (BpfHelper helper in Enum.GetValues<BpfHelper>().Where(helper => helper > 0 && helper <= newest).Except(skipped))
        {
            BpfFeatureSupport result = _features.ProbeHelper(type, helper);
            bool isFound = found.Contains(helper.GetKernelName()!);
            Assert.True(tellsTypesApart ? result.IsSupported == isFound : isFound || !result.IsSupported, result.ToString());
        }
    }

    [Theory]
    [InlineData(BpfProgramType.Xdp, BpfHelper.XdpAdjustHead, true)]
    [InlineData(BpfProgramType.Xdp, BpfHelper.SkbStoreBytes, false)]
    [InlineData(BpfProgramType.SchedCls, BpfHelper.SkbStoreBytes, true)]
    [InlineData(BpfProgramType.SchedCls, BpfHelper.SockMapUpdate, false)]
    [InlineData(BpfProgramType.SocketFilter, BpfHelper.Redirect, false)]
    [InlineData(BpfProgramType.SocketFilter, BpfHelper.MapLookupElem, true)]
    [InlineData(BpfProgramType.CgroupSkb, (BpfHelper)9999, false)]
    public void Helpers_belong_to_types(BpfProgramType type, BpfHelper helper, bool isSupported)
    {
        BpfFeatureSupport result = _features.ProbeHelper(type, helper);
        Assert.Equal(isSupported ? BpfFeatureVerdict.Supported : BpfFeatureVerdict.NotSupported, result.Verdict);
    }

    /// <summary>What needs no configuration of the kernel and is older than any kernel supported.</summary>
    [Theory]
    [InlineData(BpfFeature.ObjectNames)]
    [InlineData(BpfFeature.GlobalData)]
    [InlineData(BpfFeature.ExpectedAttachType)]
    [InlineData(BpfFeature.ArrayMmap)]
    [InlineData(BpfFeature.ProgramBindMap)]
    [InlineData(BpfFeature.Btf)]
    [InlineData(BpfFeature.BtfFunc)]
    [InlineData(BpfFeature.BtfDatasec)]
    [InlineData(BpfFeature.BtfGlobalFunc)]
    [InlineData(BpfFeature.InstructionsV2)]
    [InlineData(BpfFeature.InstructionsV3)]
    [InlineData(BpfFeature.FunctionCalls)]
    [InlineData(BpfFeature.LargePrograms)]
    [InlineData(BpfFeature.BoundedLoops)]
    [InlineData(BpfFeature.TestRun)]
    [InlineData(BpfFeature.MapFreeze)]
    [InlineData(BpfFeature.MapBatch)]
    [InlineData(BpfFeature.CgroupLink)]
    [InlineData(BpfFeature.XdpLink)]
    public void Every_kernel_supported_has(BpfFeature feature) => Assert.Equal("supported", Verdict(_features.Probe(feature)));

    /// <summary>What came with a known kernel, needs no configuration, and is carried back to no stable kernel.</summary>
    [Theory]
    [InlineData(BpfFeature.MemoryCgroupAccounting)]
    [InlineData(BpfFeature.ModuleBtf)]
    [InlineData(BpfFeature.AtomicFetch)]
    [InlineData(BpfFeature.BtfFloat)]
    [InlineData(BpfFeature.BtfDeclTag)]
    [InlineData(BpfFeature.BtfTypeTag)]
    [InlineData(BpfFeature.BtfEnum64)]
    [InlineData(BpfFeature.InstructionsV4)]
    [InlineData(BpfFeature.MayGoto)]
    [InlineData(BpfFeature.BtfOptionalDatasec)]
    [InlineData(BpfFeature.Token)]
    [InlineData(BpfFeature.ProgramStreams)]
    [InlineData(BpfFeature.TcxLink)]
    [InlineData(BpfFeature.SockmapLink)]
    public void A_feature_came_with_its_kernel(BpfFeature feature)
    {
        BpfFeatureSupport result = _features.Probe(feature);
        Assert.Equal(Requires.Running >= result.Since ? "supported" : "not supported", Verdict(result));
    }

    [Fact]
    public void Every_feature_map_flag_and_type_gets_an_answer_and_leaves_no_descriptor()
    {
        int before = OpenDescriptors.Count();
        List<BpfFeatureSupport> results =
        [
            .. Enum.GetValues<BpfFeature>().Select(_features.Probe),
            .. Enum.GetValues<BpfProgramType>().Select(_features.ProbeProgramType),
            .. Enum.GetValues<BpfMapType>().Select(_features.ProbeMapType),
            .. Enum.GetValues<BpfMapFlags>().Where(flag => flag is not BpfMapFlags.None).Select(_features.ProbeMapFlag),
        ];
        foreach (BpfFeatureSupport result in results) TestContext.Current.SendDiagnosticMessage("{0}", result);
        Assert.Equal(before, OpenDescriptors.Count());
        Assert.Empty(results.Where(result => result.Verdict is BpfFeatureVerdict.Inconclusive).Select(result => result.ToString()));
    }

    [Fact]
    public void Kernel_functions_belong_to_types_of_programs()
    {
        Requires.Kernel(6, 9, "BTF that marks the functions for programs");
        Assert.Equal("supported", Verdict(_features.ProbeKfunc("bpf_dynptr_from_skb")));
        Assert.Equal("supported", Verdict(_features.ProbeKfunc(BpfProgramType.SchedCls, "bpf_dynptr_from_skb")));
        Assert.Equal("not supported", Verdict(_features.ProbeKfunc(BpfProgramType.Xdp, "bpf_dynptr_from_skb")));
        Assert.Equal("not supported", Verdict(_features.ProbeKfunc("no_such_function")));
        Assert.Equal("not supported", Verdict(_features.ProbeKfunc(BpfProgramType.Xdp, "vfs_read")));
    }

    private static string Verdict(BpfFeatureSupport result) => result.Verdict switch
    {
        BpfFeatureVerdict.Supported => "supported",
        BpfFeatureVerdict.NotSupported => "not supported",
        _ => result.ToString(),
    };

    private static HashSet<string> Helpers(JsonElement all, string type)
        => [.. all.GetProperty($"{type}_available_helpers").EnumerateArray().Select(name => name.GetString()!)];
}
