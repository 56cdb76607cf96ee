namespace LibBpfSharp.Networking;

/// <summary>CPUs for programs to redirect XDP frames to, by their number (4.15).</summary>
/// <remarks>Each CPU in the map has a kernel thread of its own. Source: <c>kernel/bpf/cpumap.c</c>.</remarks>
public sealed class BpfCpuMap : BpfMapView
{
    internal BpfCpuMap(MapElements elements)
        : base(elements, [BpfMapType.Cpumap], "a view of CPUs")
    {
    }

    /// <summary>Puts a CPU in, or changes what is there.</summary>
    /// <param name="cpu">The CPU.</param>
    /// <param name="queueSize">How many frames wait at most, 1 to 16384.</param>
    /// <param name="program">A program of attach type <see cref="BpfAttachType.XdpCpumap"/> to run on frames on that CPU (5.9; the map's values must be 8 bytes).</param>
    /// <exception cref="InvalidOperationException">A program is given, and the map's values are 4 bytes.</exception>
    /// <exception cref="BpfException">E2BIG: the index is too large; EOVERFLOW: so is the queue; ENODEV: there is no such CPU.</exception>
    public void Set(uint cpu, uint queueSize, BpfProgram? program = null) => RedirectTargets.Set(Elements, cpu, queueSize, program, BpfElementFlags.Any);

    /// <summary>Reads what is at a CPU.</summary>
    /// <returns>False if nothing is.</returns>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public bool TryGet(uint cpu, out BpfCpuTarget target)
    {
        bool isThere = RedirectTargets.TryGet(Elements, cpu, out uint queue, out uint program);
        target = new() { QueueSize = queue, ProgramId = program };
        return isThere;
    }

    /// <summary>Takes a CPU out; frames that wait are dropped.</summary>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public void Remove(uint cpu) => Elements.Delete(ElementSpans.BytesOf(in cpu));
}
