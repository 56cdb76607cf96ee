namespace LibBpfSharp.Tracing;

/// <summary>Which cgroups an iterator walks, and in what order (<c>enum bpf_cgroup_iter_order</c>). Linux 6.1.</summary>
[Uapi(Prefix = "BPF_CGROUP_ITER_")]
public enum CgroupWalk : uint
{
    /// <summary>None: the kernel refuses it.</summary>
    [UapiName("BPF_CGROUP_ITER_ORDER_UNSPEC")]
    Unspec = 0,

    /// <summary>The cgroup alone.</summary>
    SelfOnly = 1,

    /// <summary>The cgroup and its descendants, parents first.</summary>
    DescendantsPre = 2,

    /// <summary>The cgroup and its descendants, children first.</summary>
    DescendantsPost = 3,

    /// <summary>The cgroup and its ancestors, up to the root.</summary>
    AncestorsUp = 4,

    /// <summary>The cgroup's children (7.x).</summary>
    Children = 5,
}
