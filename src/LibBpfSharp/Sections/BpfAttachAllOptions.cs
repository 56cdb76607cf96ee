using System.Collections.Frozen;

namespace LibBpfSharp;

/// <summary>What the programs of an object are attached to, all at once.</summary>
public sealed record BpfAttachAllOptions
{
    internal static BpfAttachAllOptions Plain { get; } = new();

    /// <summary>Options for all programs; each kind takes what it needs and does not look at the rest. A place that a section names goes before one that is named here.</summary>
    public BpfAttachOptions Defaults { get; init; } = BpfAttachOptions.None;

    /// <summary>Options for single programs, by name; what they do not say is taken from <see cref="Defaults"/>.</summary>
    public IReadOnlyDictionary<string, BpfAttachOptions> Programs { get; init; } = FrozenDictionary<string, BpfAttachOptions>.Empty;

    /// <summary>Whether programs that neither section nor options name a place for are passed over, as libbpf's skeletons do. Otherwise nothing is attached if there is one.</summary>
    public bool SkipWithoutTarget { get; init; }

    /// <summary>The options of one program.</summary>
    internal BpfAttachOptions For(BpfProgram program)
    {
        BpfAttachOptions defaults = program.SectionName.Contains('/', StringComparison.Ordinal) ? Defaults.WithoutPlacesOfSections() : Defaults;
        return Programs.TryGetValue(program.Name, out BpfAttachOptions? own) ? own.Over(defaults) : defaults;
    }
}
