using LibBpfSharp.Interop;

namespace LibBpfSharp.Introspection;

/// <summary>What the kernel tells of an iterator.</summary>
public sealed class IteratorLinkInfo : BpfLinkInfo
{
    private IteratorLinkInfo(in LinkInfo info, string target)
        : base(info)
    {
        Target = target;
        MapId = info.Iter.Map.MapId;
        if (target == "cgroup") (CgroupId, CgroupWalk) = (info.Iter.Cgroup.CgroupId, info.Iter.Cgroup.Order);
        else if (target.StartsWith("task", StringComparison.Ordinal)) (ThreadId, ProcessId) = (info.Iter.Task.Tid, info.Iter.Task.Pid);
    }

    /// <summary>What it walks, by the kernel's name: <c>task</c>, <c>bpf_map_elem</c>.</summary>
    public string Target { get; }

    /// <summary>The map whose elements it walks (5.9); 0 for none.</summary>
    public uint MapId { get; }

    /// <summary>The cgroup it begins at (6.1); 0 for none.</summary>
    public ulong CgroupId { get; }

    /// <summary>Which cgroups it walks from there (6.1).</summary>
    public CgroupWalk CgroupWalk { get; }

    /// <summary>The only thread it walks (6.1); 0 for all.</summary>
    public int ThreadId { get; }

    /// <summary>The process whose threads it walks (6.1); 0 for all.</summary>
    public int ProcessId { get; }

    internal static IteratorLinkInfo Read(BpfLinkHandle link)
    {
        string name = ReadName(link, out LinkInfo info);
        return new(info, name);
    }
}
