namespace LibBpfSharp.Leftovers;

/// <summary>Kinds of attachments that the kernel does not end with the process that made them.</summary>
public enum BpfLeftoverKind
{
    /// <summary>A kernel or user-space probe defined in tracefs, as before Linux 4.17 or by <see cref="ProbeAttachMode.TraceFs"/>.</summary>
    TraceFsProbe,

    /// <summary>A program attached to a cgroup by the legacy call (<see cref="CgroupAttachment"/>).</summary>
    CgroupProgram,

    /// <summary>A program attached to a network device as a filter of its <c>clsact</c> queueing discipline.</summary>
    TrafficFilter,
}
