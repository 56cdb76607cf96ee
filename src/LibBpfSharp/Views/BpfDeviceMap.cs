namespace LibBpfSharp.Networking;

/// <summary>Network devices by index (4.14) or key (5.4), for programs to redirect XDP frames to.</summary>
/// <remarks>A device that goes leaves the map by itself. Source: <c>kernel/bpf/devmap.c</c>.</remarks>
public sealed class BpfDeviceMap : BpfMapView
{
    internal BpfDeviceMap(MapElements elements)
        : base(elements, [BpfMapType.Devmap, BpfMapType.DevmapHash], "a view of network devices")
    {
    }

    /// <summary>Puts a device in, in place of the one that is there if there is one.</summary>
    /// <param name="key">The index, or any number in a hash.</param>
    /// <param name="device">The device, of the network namespace the calling thread is in.</param>
    /// <param name="program">A program of attach type <see cref="BpfAttachType.XdpDevmap"/> to run on frames on their way to it (5.8; the map's values must be 8 bytes).</param>
    /// <param name="condition"><see cref="BpfElementFlags.Noexist"/> to replace nothing: in a hash only, since all indexes of an array count as there.</param>
    /// <exception cref="InvalidOperationException">A program is given, and the map's values are 4 bytes.</exception>
    /// <exception cref="BpfException">ENODEV: no device has the name; EINVAL: none has the index, or the program is not of the kind; E2BIG: the index is too large, or the map full.</exception>
    public void Set(uint key, BpfInterface device, BpfProgram? program = null, BpfElementFlags condition = BpfElementFlags.Any)
        => RedirectTargets.Set(Elements, key, device.IndexIn(Elements.Handle.Kernel), program, condition);

    /// <summary>Reads what is at a key.</summary>
    /// <returns>False if nothing is.</returns>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public bool TryGet(uint key, out BpfDeviceTarget target)
    {
        bool isThere = RedirectTargets.TryGet(Elements, key, out uint device, out uint program);
        target = isThere ? new() { Interface = (int)device, ProgramId = program } : default;
        return isThere;
    }

    /// <summary>Takes a device out.</summary>
    /// <returns>False if there is none in a hash; an array does not tell.</returns>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public bool Remove(uint key) => Elements.Delete(ElementSpans.BytesOf(in key));
}
