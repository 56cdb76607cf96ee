namespace LibBpfSharp.Features;

/// <summary>What one probe found.</summary>
/// <param name="Verdict">What it means.</param>
/// <param name="Errno">What the kernel refused with.</param>
/// <param name="Reason">Why, as sentences, where the errno does not say it all.</param>
internal readonly record struct ProbeAnswer(BpfFeatureVerdict Verdict, Errno Errno = Errno.None, string? Reason = null)
{
    public static ProbeAnswer Yes => new(BpfFeatureVerdict.Supported);

    public static ProbeAnswer No(Errno errno = Errno.None, string? reason = null) => new(BpfFeatureVerdict.NotSupported, errno, reason);

    public static ProbeAnswer Open(Errno errno, string reason) => new(BpfFeatureVerdict.Inconclusive, errno, reason);

    /// <summary>Reads a call that succeeds where the feature is.</summary>
    public static ProbeAnswer Of(nint result) => result >= 0 ? Yes : OfRefusal((Errno)(-result));

    /// <summary>Reads a call that is built to be refused later than the feature is looked at.</summary>
    public static ProbeAnswer Of(nint result, Errno expected)
        => result == -(nint)expected ? Yes
            : result >= 0 ? Open(Errno.None, $"The kernel accepted what it should have refused with {expected}.")
            : OfRefusal((Errno)(-result));

    private static ProbeAnswer OfRefusal(Errno errno) => errno
        is Errno.EINVAL or Errno.E2BIG or Errno.EOPNOTSUPP or Errno.ENOTSUPP or Errno.ENOSYS
        ? No(errno)
        : Open(errno, "That says nothing of the feature.");
}
