namespace LibBpfSharp;

/// <summary>Programs by index, for tail calls (4.2).</summary>
/// <remarks>
/// When nothing but programs holds the map any more, the kernel empties it: keep it open or pinned. All programs in it must be of one kind.
/// Source: <c>kernel/bpf/arraymap.c</c>.
/// </remarks>
public sealed class BpfProgramArray : BpfMapView
{
    internal BpfProgramArray(MapElements elements)
        : base(elements, [BpfMapType.ProgArray], "a view of programs")
    {
    }

    /// <summary>How many indexes there are.</summary>
    public uint Count => Elements.Shape.MaxEntries;

    /// <summary>Puts a program in, in place of the one that is there if there is one.</summary>
    /// <exception cref="BpfException">EINVAL: the program is not of the kind of the others; E2BIG: the index is too large.</exception>
    public void Set(uint index, BpfProgram program)
    {
        ArgumentNullException.ThrowIfNull(program);
        DescriptorElements.Set(Elements, index, program.Handle, BpfElementFlags.Any);
    }

    /// <summary>Reads the id of the program at an index.</summary>
    /// <returns>False if there is none.</returns>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public bool TryGetId(uint index, out uint id) => DescriptorElements.TryGetId(Elements, index, out id);

    /// <summary>Takes a program out: a tail call to it goes on behind the call.</summary>
    /// <returns>False if there is none.</returns>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public bool Remove(uint index) => DescriptorElements.Remove(Elements, index);
}
