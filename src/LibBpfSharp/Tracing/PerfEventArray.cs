namespace LibBpfSharp.Tracing;

/// <summary>Perf events by index, as a rule one per CPU: counters that programs read, or channels they write records to (4.3). What is in cannot be read.</summary>
public sealed class PerfEventArray : BpfMapView
{
    internal PerfEventArray(MapElements elements)
        : base(elements, [BpfMapType.PerfEventArray], "a view of perf events")
    {
    }

    /// <summary>How many indexes there are.</summary>
    public uint Count => Elements.Shape.MaxEntries;

    /// <summary>Puts an event in, in place of the one that is there if there is one.</summary>
    /// <param name="index">The index; a program that asks for <c>BPF_F_CURRENT_CPU</c> finds the event of its CPU at the CPU's number.</param>
    /// <param name="perfEvent">The event.</param>
    /// <remarks>The event is taken out when this map's descriptor is closed, unless the map has <see cref="BpfMapFlags.PreserveElems"/> (5.10).</remarks>
    /// <exception cref="BpfException">E2BIG: the index is too large; EINVAL: programs cannot read such an event.</exception>
    public void Set(uint index, PerfEvent perfEvent)
    {
        ArgumentNullException.ThrowIfNull(perfEvent);
        DescriptorElements.Set(Elements, index, perfEvent.Handle, BpfElementFlags.Any);
    }

    /// <summary>Takes an event out.</summary>
    /// <returns>False if there is none.</returns>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public bool Remove(uint index) => DescriptorElements.Remove(Elements, index);
}
