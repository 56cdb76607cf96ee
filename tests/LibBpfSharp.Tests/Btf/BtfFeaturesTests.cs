using LibBpfSharp.Btf;
using LibBpfSharp.Interop;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.Tests.Btf;

/// <summary>What a kernel takes is learnt from what it answers.</summary>
public sealed unsafe class BtfFeaturesTests
{
    private int _calls;
    private Errno _refusal;

    /// <summary>A kernel that knows the kinds up to variables and data sections, and no longer header.</summary>
    private FileKernel OldKernel => new(new ScriptedKernel((call, a, b, _) =>
    {
        if (call == SystemCall.Close) return 0;
        if (_refusal != Errno.None && (BpfCommand)a == BpfCommand.ProgLoad) return -(nint)_refusal; // asked to learn what the refusal rests on
        Assert.Equal((SystemCall.Bpf, BpfCommand.BtfLoad), (call, (BpfCommand)a));
        _calls++;
        if (_refusal != Errno.None) return -(nint)_refusal;
        BtfLoadAttr* attributes = (BtfLoadAttr*)b;
        BtfSpec spec = BtfSpec.Parse(new ReadOnlySpan<byte>((void*)attributes->Btf, (int)attributes->BtfSize).ToArray());
        if (!spec.LayoutSection.IsEmpty) return -(nint)Errno.E2BIG;
        return spec.EnumerateOwnTypes().All(type => type.Kind <= BtfKind.Datasec && !type.Name.StartsWith('?')) ? 100 : -(nint)Errno.EINVAL;
    }));

    [Fact]
    public void Each_feature_is_asked_for_once()
    {
        BtfFeatures features = BtfFeatures.Of(OldKernel);
        const BtfFeature Known = BtfFeature.Basic | BtfFeature.Func | BtfFeature.GlobalFunc | BtfFeature.Datasec;
        BtfFeature all = Enum.GetValues<BtfFeature>().Aggregate((left, right) => left | right);
        Assert.Equal(Known, features.Supported(all));
        Assert.Equal(10, _calls);
        Assert.Equal(Known, features.Supported(all));
        Assert.Equal(10, _calls);
    }

    [Fact]
    public void Only_what_is_needed_is_asked_for()
    {
        Assert.Equal(BtfFeature.None, BtfFeatures.Of(OldKernel).Supported(BtfFeature.Float));
        Assert.Equal(1, _calls);
    }

    [Fact]
    public void Want_of_rights_is_no_answer()
    {
        BtfFeatures features = BtfFeatures.Of(OldKernel);
        _refusal = Errno.EPERM;
        Assert.True(features.Has(BtfFeature.Float));
        _refusal = Errno.None;
        Assert.False(features.Has(BtfFeature.Float));
    }

    [Fact]
    public void Each_probe_holds_what_it_asks_about()
    {
        foreach (BtfFeature feature in Enum.GetValues<BtfFeature>().Where(feature => feature != BtfFeature.None))
            Assert.True(BtfSanitizer.NeededBy(BtfSpec.Parse(BtfFeatureProbe.For(feature))).HasFlag(feature), feature.ToString());
    }
}
