namespace LibBpfSharp;

/// <summary>This kernel lacks a feature that was asked for.</summary>
public sealed class BpfNotSupportedException : BpfException
{
    /// <summary>A lack.</summary>
    /// <param name="feature">The feature, as the subject of a sentence: "BPF links on cgroups".</param>
    /// <param name="since">The first mainline kernel that has it, where one is known; distributions may carry it earlier.</param>
    /// <param name="errno">The kernel's answer; <see cref="Errno.None"/> where a probe told.</param>
    /// <param name="command">The <c>bpf(2)</c> command concerned, if it was one.</param>
    /// <param name="objectName">The map, program, link, cgroup or path concerned.</param>
    /// <param name="hint">What to do instead, as a sentence.</param>
    public BpfNotSupportedException(
        string feature, Version? since = null, Errno errno = Errno.None, BpfCommand? command = null, string? objectName = null, string? hint = null)
        : base(Describe(feature, since, errno, objectName, hint), errno, command, objectName)
    {
        Feature = feature;
        Since = since;
    }

    /// <summary>The missing feature.</summary>
    public string Feature { get; }

    /// <summary>The first mainline kernel that has the feature; <c>null</c> where none is known.</summary>
    public Version? Since { get; }

    private static string Describe(string feature, Version? since, Errno errno, string? objectName, string? hint)
    {
        string subject = objectName is null ? string.Empty : $"'{objectName}': ";
        string minimum = since is null ? string.Empty : $" (in mainline since {since})";
        string answer = errno == Errno.None ? string.Empty : $"; it answered {errno.Describe()}";
        string next = hint is null ? string.Empty : $" {hint}";
        return $"{subject}{feature}: not supported by this kernel{minimum}{answer}.{next}";
    }
}
