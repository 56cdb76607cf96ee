namespace LibBpfSharp.Cgroups;

/// <summary>How a change of a cgroup's list is made.</summary>
public sealed record CgroupChangeOptions
{
    internal static CgroupChangeOptions Default { get; } = new();

    /// <summary>How often the change is computed anew, from a fresh list, if somebody else changes the list in between; at least 1.</summary>
    public int MostAttempts { get; init; } = 10;

    /// <summary>
    /// Whether to make the change only where the kernel can compare the list's revision (Linux 6.17), and to throw a <see cref="BpfNotSupportedException"/> elsewhere.
    /// Otherwise the list is read again after the change there, and <see cref="CgroupChangeResult.IsAtomic"/> is <c>false</c>.
    /// </summary>
    public bool RequireRevisions { get; init; }
}
