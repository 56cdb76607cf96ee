namespace LibBpfSharp.Features;

/// <summary>What a probe of <see cref="BpfFeatures"/> found, and what that rests on.</summary>
public sealed class BpfFeatureSupport
{
    internal BpfFeatureSupport(string feature, Version? since, ProbeAnswer answer)
    {
        Feature = feature;
        Since = since;
        Answer = answer;
    }

    /// <summary>What was asked for, as the subject of a sentence: "program type xdp".</summary>
    public string Feature { get; }

    /// <summary>What the kernel's answer means.</summary>
    public BpfFeatureVerdict Verdict => Answer.Verdict;

    /// <summary>Whether <see cref="Verdict"/> is <see cref="BpfFeatureVerdict.Supported"/>.</summary>
    public bool IsSupported => Verdict is BpfFeatureVerdict.Supported;

    /// <summary>The first mainline kernel that has it, where known. Distributions carry features to older kernels: never a reason to skip a probe.</summary>
    public Version? Since { get; }

    /// <summary>What the kernel refused the probe with; <see cref="Errno.None"/> if it is supported, or was not asked.</summary>
    public Errno Errno => Answer.Errno;

    /// <summary>Why it is not supported, or why the probe says nothing, as sentences; <c>null</c> where the errno says it all.</summary>
    public string? Reason => Answer.Reason;

    internal ProbeAnswer Answer { get; }

    /// <summary>Throws if the kernel lacks it, or does not tell.</summary>
    /// <exception cref="BpfNotSupportedException">The kernel does not have it.</exception>
    /// <exception cref="BpfException">The probe was inconclusive.</exception>
    public void ThrowIfNotSupported()
    {
        if (Verdict is BpfFeatureVerdict.NotSupported) throw new BpfNotSupportedException(Feature, Since, Errno, hint: Reason);
        if (Verdict is BpfFeatureVerdict.Inconclusive) throw new BpfException(ToString(), Errno);
    }

    /// <summary>The finding as one line, for logs.</summary>
    public override string ToString()
    {
        string verdict = Verdict switch
        {
            BpfFeatureVerdict.Supported => "supported",
            BpfFeatureVerdict.NotSupported => "not supported",
            _ => "cannot be told",
        };
        string since = Since is null || IsSupported ? string.Empty : $" (in mainline since {Since})";
        string errno = Errno is Errno.None ? string.Empty : $"; the kernel answered {Errno.Describe()}";
        return $"{Feature}: {verdict}{since}{errno}.{(Reason is null ? string.Empty : " " + Reason)}";
    }
}
