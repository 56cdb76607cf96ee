using System.Collections.Concurrent;
using LibBpfSharp.Btf;
using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>Which parts of BTF a kernel takes, found out by offering it the smallest BTF that has each; asked once each, when first needed.</summary>
internal sealed unsafe class BtfFeatures
{
    private readonly ConcurrentDictionary<BtfFeature, bool> _answers = new();
    private readonly Kernel _kernel;

    private BtfFeatures(Kernel kernel) => _kernel = kernel;

    /// <summary>What is known of a kernel.</summary>
    public static BtfFeatures Of(Kernel kernel) => kernel.Facts(static kernel => new BtfFeatures(kernel));

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
    public bool Has(BtfFeature feature)
    {
        if (_answers.TryGetValue(feature, out bool known)) return known;

        nint result = Load(BtfFeatureProbe.For(feature));
        if (result >= 0) return _answers[feature] = true;

        // A header longer than the kernel knows is E2BIG.
        return (Errno)(-result) is Errno.EINVAL or Errno.E2BIG ? _answers[feature] = false : true;
    }

    private nint Load(byte[] raw)
    {
        fixed (byte* pointer = raw)
        {
            BtfLoadAttr attributes = new() { Btf = (ulong)pointer, BtfSize = (uint)raw.Length };
            nint result = _kernel.BtfLoad(ref attributes, out BtfHandle btf);
            btf.Dispose();
            return result;
        }
    }
}
