namespace LibBpfSharp;

/// <summary>What the sections of a name mean in the objects it is given to: names of one's own, or another meaning for known ones.</summary>
/// <remarks>Handlers belong to the options of one open, and to nothing else in the process. The first whose pattern matches counts, before the known sections.</remarks>
public sealed partial record BpfSectionHandler
{
    private readonly string _pattern = "";

    /// <summary>
    /// <c>name</c> for the name alone, <c>name+</c> for the name alone or with a slash and more, <c>name/</c> for the name with a slash and more.
    /// Empty for all sections that neither another handler nor this library knows.
    /// </summary>
    /// <exception cref="ArgumentException">Set to a pattern without a name.</exception>
    public required string Pattern
    {
        get => _pattern;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            if (value is "+" or "/") throw new ArgumentException($"'{value}' has no name. The handler of all unknown sections has an empty pattern.", nameof(value));
            _pattern = value;
        }
    }

    /// <summary>The program type.</summary>
    public required BpfProgramType ProgramType { get; init; }

    /// <summary>The expected attach type; <c>null</c> for none.</summary>
    public BpfAttachType? AttachType { get; init; }

    /// <summary>Called with each program when the object is opened: may set what can be set before the load.</summary>
    public Action<BpfProgram>? Setup { get; init; }

    /// <summary>
    /// Called with each program right before it goes to the kernel, when the object is <see cref="BpfObjectState.Prepared"/>: may set
    /// <see cref="BpfProgram.Instructions"/>, and gives what is to be different from the program's settings, or <c>null</c>. An exception ends the load.
    /// </summary>
    public Func<BpfProgram, BpfProgramCloneOptions?>? PrepareLoad { get; init; }

    internal bool IsFallback => Pattern.Length == 0;

    /// <summary>The handler of a section; <c>null</c> where none counts.</summary>
    internal static BpfSectionHandler? Find(IReadOnlyList<BpfSectionHandler> handlers, BpfProgramSpec program)
        => handlers.FirstOrDefault(handler => !handler.IsFallback && handler.Definition.Matches(program.SectionName))
            ?? (program.Section is null ? handlers.FirstOrDefault(handler => handler.IsFallback) : null);

    private BpfSectionDefinition Definition => new(Pattern, ProgramType, AttachType, BpfSectionFlags.None, BpfSectionAttach.None);
}
