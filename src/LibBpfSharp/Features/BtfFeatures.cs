using LibBpfSharp.Btf;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Features;

/// <summary>Which parts of BTF a kernel takes.</summary>
internal sealed class BtfFeatures
{
    private readonly BpfFeatures _features;

    private BtfFeatures(BpfFeatures features) => _features = features;

    /// <summary>What is known of a kernel.</summary>
    public static BtfFeatures Of(Kernel kernel) => new(BpfFeatures.Of(kernel));

    /// <summary>Those of the given features that the kernel has, or about which it did not answer.</summary>
    public BtfFeature Supported(BtfFeature asked)
    {
        BtfFeature supported = BtfFeature.None;
        foreach (BtfFeature feature in Enum.GetValues<BtfFeature>())
        {
            if (feature != BtfFeature.None && asked.HasFlag(feature) && Has(feature)) supported |= feature;
        }

        return supported;
    }

    /// <summary>Whether the kernel has a feature.</summary>
    /// <returns><c>true</c> also where it did not say (want of rights or memory): the real BTF will then bring out the real error.</returns>
    public bool Has(BtfFeature feature) => _features.Probe(PublicName(feature)).Verdict is not BpfFeatureVerdict.NotSupported;

    private static BpfFeature PublicName(BtfFeature feature) => feature switch
    {
        BtfFeature.Basic => BpfFeature.Btf,
        BtfFeature.Func => BpfFeature.BtfFunc,
        BtfFeature.GlobalFunc => BpfFeature.BtfGlobalFunc,
        BtfFeature.Datasec => BpfFeature.BtfDatasec,
        BtfFeature.Float => BpfFeature.BtfFloat,
        BtfFeature.DeclTag => BpfFeature.BtfDeclTag,
        BtfFeature.TypeTag => BpfFeature.BtfTypeTag,
        BtfFeature.Enum64 => BpfFeature.BtfEnum64,
        BtfFeature.OptionalDatasec => BpfFeature.BtfOptionalDatasec,
        BtfFeature.Layout => BpfFeature.BtfLayout,
        _ => throw new ArgumentOutOfRangeException(nameof(feature), feature, "Features are probed one at a time."),
    };
}
