namespace LibBpfSharp;

/// <summary>How a link joins the programs on a cgroup. A link has no mode: it behaves as <see cref="CgroupAttachMode.AllowMulti"/>.</summary>
public sealed record CgroupOptions : CgroupListOptions
{
    internal static CgroupOptions Plain { get; } = new();
}
