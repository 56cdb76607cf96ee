using System.Runtime.InteropServices;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Tracing;

/// <summary>What an iterator walks, where its kind can be told: the elements of a map, cgroups, the tasks of a process.</summary>
public sealed class IteratorTarget
{
    private readonly SafeHandle? _held;
    private readonly CgroupReference? _cgroup;
    private readonly Func<int, IterLinkInfo> _info;

    private IteratorTarget(string name, SafeHandle? held, Func<int, IterLinkInfo> info, CgroupReference? cgroup = null)
    {
        Name = name;
        _held = held;
        _info = info;
        _cgroup = cgroup;
    }

    /// <summary>What it is, for messages.</summary>
    internal string Name { get; }

    /// <summary>The elements of one map (5.8): of <c>iter/bpf_map_elem</c>, <c>iter/bpf_sk_storage_map</c>, <c>iter/sockmap</c>.</summary>
    /// <param name="map">The map; the link holds it from then on.</param>
    /// <exception cref="InvalidOperationException">The map is not in the kernel.</exception>
    public static IteratorTarget OfMap(BpfMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return new($"map '{map.Name}'", map.Handle, descriptor => new() { Map = new() { MapFd = descriptor } });
    }

    /// <summary>Cgroups, from one on (6.1): of <c>iter/cgroup</c>.</summary>
    /// <param name="cgroup">Where to start, looked up at the attach; the link holds it from then on.</param>
    /// <param name="walk">Which cgroups, in what order.</param>
    /// <exception cref="ArgumentException">The reference names no cgroup: it is <c>default</c>.</exception>
    public static IteratorTarget OfCgroup(CgroupReference cgroup, CgroupWalk walk)
    {
        ulong id = cgroup.GivenId ?? 0;
        return new($"cgroup '{cgroup}'", null, descriptor => new() { Cgroup = new() { Order = walk, CgroupFd = descriptor, CgroupId = id } }, cgroup);
    }

    /// <summary>One thread (6.1): of <c>iter/task</c>, <c>iter/task_file</c>, <c>iter/task_vma</c>.</summary>
    /// <param name="threadId">The thread, as this process's namespace numbers it.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threadId"/> is not positive.</exception>
    public static IteratorTarget OfThread(int threadId)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threadId);
        return new($"thread {threadId}", null, _ => new() { Task = new() { Tid = threadId } });
    }

    /// <summary>The threads of one process (6.1): of <c>iter/task</c>, <c>iter/task_file</c>, <c>iter/task_vma</c>.</summary>
    /// <param name="processId">The process, as this process's namespace numbers it.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="processId"/> is not positive.</exception>
    public static IteratorTarget OfProcess(int processId)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(processId);
        return new($"process {processId}", null, _ => new() { Task = new() { Pid = processId } });
    }

    /// <inheritdoc cref="OfProcess(int)"/>
    /// <param name="processDescriptor">A descriptor of the process, as <c>pidfd_open(2)</c> gives it.</param>
    public static IteratorTarget OfProcess(SafeHandle processDescriptor)
    {
        ArgumentNullException.ThrowIfNull(processDescriptor);
        return new("a process", processDescriptor, descriptor => new() { Task = new() { PidFd = (uint)descriptor } });
    }

    /// <summary>Keeps what is walked open for a <c>using</c> scope.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="opened">What was opened for that, to be disposed behind it; <c>null</c> where it is open already, or is named by an id.</param>
    internal HandleHold Hold(Kernel kernel, out Cgroup? opened)
    {
        opened = null;
        return _cgroup is { GivenId: null } cgroup ? cgroup.Hold(kernel, out opened) : new(_held);
    }

    internal IterLinkInfo Describe(HandleHold hold) => _info(hold.Descriptor);
}
