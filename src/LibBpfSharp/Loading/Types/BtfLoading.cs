using LibBpfSharp.Btf;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Loading;

/// <summary>Gives BTF to the kernel, and again without what the kernel turns out not to know.</summary>
internal static unsafe class BtfLoading
{
    /// <param name="kernel">The kernel.</param>
    /// <param name="types">The BTF.</param>
    /// <param name="token">The token to go by; <c>null</c> to go by own rights.</param>
    /// <param name="handle">The BTF in the kernel; <c>null</c> on failure.</param>
    /// <returns>0, or the negated errno; the first one if it is not for want of a feature.</returns>
    internal static nint Load(Kernel kernel, BtfSpec types, DescriptorHandle? token, out BtfHandle? handle)
    {
        nint result = Load(kernel, types.RawData.Span, token, out handle);
        if (result == 0) return 0;
        BtfFeature needed = BtfSanitizer.NeededBy(types);
        BtfFeature supported = BtfFeatures.Of(kernel).Supported(needed);
        return supported == needed || !supported.HasFlag(BtfFeature.Basic) ? result : Load(kernel, BtfSanitizer.Rewrite(types, supported).Span, token, out handle);
    }

    private static nint Load(Kernel kernel, ReadOnlySpan<byte> raw, DescriptorHandle? token, out BtfHandle? handle)
    {
        fixed (byte* bytes = raw)
        {
            BtfLoadAttr attributes = new() { Btf = (ulong)bytes, BtfSize = (uint)raw.Length };
            if (token is not null) (attributes.BtfFlags, attributes.BtfTokenFd) = (BpfFileFlags.TokenFd, token.Descriptor);
            nint result = kernel.BtfLoad(ref attributes, out BtfHandle made);
            handle = result < 0 ? null : made;
            return result;
        }
    }
}
