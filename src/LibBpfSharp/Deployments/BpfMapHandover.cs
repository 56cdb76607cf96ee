namespace LibBpfSharp.Deployments;

/// <summary>What becomes of a map when one generation takes over from another.</summary>
public sealed class BpfMapHandover
{
    private BpfMapHandover()
    {
    }

    /// <summary>
    /// The new programs use the running generation's map. Its type, sizes, flags and number of elements must be the same, and so must, where both
    /// have BTF, each field of its keys and values: name, place, size and kind.
    /// </summary>
    public static BpfMapHandover Reuse { get; } = new() { Reuses = true, Checks = true };

    /// <summary>As <see cref="Reuse"/>, but only type and sizes must be the same: for a change of names that is none of meaning.</summary>
    public static BpfMapHandover ReuseUnchecked { get; } = new() { Reuses = true };

    /// <summary>The new programs get a map of their own, with what their object says is in it.</summary>
    public static BpfMapHandover Fresh { get; } = new();

    /// <summary>Whether the map itself is taken.</summary>
    internal bool Reuses { get; private init; }

    internal bool Checks { get; private init; }

    internal Action<BpfMap, BpfMap>? Copy { get; private init; }

    internal Action<BpfMap, BpfMap>? CatchUp { get; private init; }

    /// <summary>The new programs get a map of their own, which is filled from the running generation's.</summary>
    /// <param name="copy">Copies from the first map to the second, before any program of the new generation runs; the old ones still do.</param>
    /// <param name="catchUp">
    /// Called with the same two when the old programs run no more, for what they wrote after <paramref name="copy"/> read it; <c>null</c> to go without.
    /// The new programs write to the second map by then. An exception takes the swap back.
    /// </param>
    public static BpfMapHandover Migrate(Action<BpfMap, BpfMap> copy, Action<BpfMap, BpfMap>? catchUp = null)
    {
        ArgumentNullException.ThrowIfNull(copy);
        return new() { Copy = copy, CatchUp = catchUp };
    }
}
