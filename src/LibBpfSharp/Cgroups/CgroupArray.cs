namespace LibBpfSharp;

/// <summary>Cgroups by index, which programs ask whether a task or packet is under (4.8). What is in cannot be read.</summary>
public sealed class CgroupArray : BpfMapView
{
    internal CgroupArray(MapElements elements)
        : base(elements, [BpfMapType.CgroupArray], "a view of cgroups")
    {
    }

    /// <summary>How many indexes there are.</summary>
    public uint Count => Elements.Shape.MaxEntries;

    /// <summary>Puts a cgroup in, in place of the one that is there if there is one.</summary>
    /// <exception cref="BpfAttachException">The cgroup is named by what there is no cgroup of.</exception>
    /// <exception cref="BpfException">E2BIG: the index is too large.</exception>
    public void Set(uint index, CgroupReference cgroup)
    {
        using Cgroup open = cgroup.Open(Elements.Handle.Kernel);
        DescriptorElements.Set(Elements, index, open.Handle, BpfElementFlags.Any);
    }

    /// <summary>Takes a cgroup out.</summary>
    /// <returns>False if there is none.</returns>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public bool Remove(uint index) => DescriptorElements.Remove(Elements, index);
}
