namespace LibBpfSharp;

public sealed partial class BpfMap
{
    /// <summary>Sees the storages that the kernel keeps for cgroups as values of a C# type.</summary>
    /// <exception cref="InvalidOperationException">The map is not in the kernel, or is not of type <see cref="BpfMapType.CgroupStorage"/>.</exception>
    /// <exception cref="ArgumentException">The type has not the size of the map's value.</exception>
    public CgroupStorage<T> AsCgroupStorage<T>()
        where T : unmanaged
        => new(Elements);

    /// <summary>Sees the storages that the kernel keeps for cgroups as values of a C# type, one per possible CPU.</summary>
    /// <exception cref="InvalidOperationException">The map is not in the kernel, or is not of type <see cref="BpfMapType.PercpuCgroupStorage"/>.</exception>
    /// <exception cref="ArgumentException">The type has not the size of one CPU's value.</exception>
    public CgroupPerCpuStorage<T> AsCgroupPerCpuStorage<T>()
        where T : unmanaged
        => new(Elements);

    /// <summary>Sees the local storage of cgroups as values of a C# type.</summary>
    /// <exception cref="InvalidOperationException">The map is not in the kernel, or is not of type <see cref="BpfMapType.CgrpStorage"/>.</exception>
    /// <exception cref="ArgumentException">The type has not the size of the map's value.</exception>
    public CgroupLocalStorage<T> AsCgroupLocalStorage<T>()
        where T : unmanaged
        => new(Elements);

    /// <summary>Sees an array of cgroups.</summary>
    /// <inheritdoc cref="AsHash{TKey, TValue}" path="/exception"/>
    public CgroupArray AsCgroupArray() => new(Elements);
}
