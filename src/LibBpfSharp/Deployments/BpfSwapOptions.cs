namespace LibBpfSharp.Deployments;

/// <summary>What of an object takes over, and how.</summary>
public sealed record BpfSwapOptions
{
    /// <summary>Where the new generation's programs run, in the order they are switched in. A hook of the running generation that is not here is detached at the end.</summary>
    public required IReadOnlyList<BpfHook> Hooks { get; init; }

    /// <summary>
    /// What becomes of maps, by their name (<c>.bss</c> for data sections). One that is not named here is <see cref="BpfMapHandover.Reuse"/>d if the
    /// running generation has a map of that name, unless it is a program array, of struct_ops or a data section: those are <see cref="BpfMapHandover.Fresh"/>.
    /// </summary>
    public IReadOnlyDictionary<string, BpfMapHandover> Maps { get; init; } = new Dictionary<string, BpfMapHandover>();

    /// <summary>Called when everything is loaded and pinned and nothing is switched yet: to fill maps, say. An exception ends the swap.</summary>
    public Action<BpfObject>? BeforeSwitch { get; init; }
}
