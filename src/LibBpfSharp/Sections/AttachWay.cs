namespace LibBpfSharp;

/// <summary>How programs of one kind are attached by section name and options.</summary>
/// <param name="Needs">What to do where neither says the place, as the end of a sentence that begins "it needs".</param>
/// <param name="TryAttach">Attaches; <c>null</c> where the place is not said. Without one, programs of the kind are not attached at all.</param>
internal sealed record AttachWay(string Needs, Func<AttachRequest, IBpfAttachment?>? TryAttach)
{
    private const string Section = "a section that names it";

    /// <summary>Needs of a kind whose section may name the place, or an option.</summary>
    public static string SectionOr(string form, params string[] options) => $"{Section}, SEC(\"{form}\"), or {Options(options)}";

    /// <summary>Needs of a kind whose section cannot name the place.</summary>
    public static string Options(params string[] options) => string.Join(" or ", options.Select(option => $"{nameof(BpfAttachOptions)}.{option}"));

    /// <exception cref="BpfAttachException"><see cref="BpfAttachError.NoTarget"/>, or as for the way.</exception>
    public static IBpfAttachment Attach(BpfProgram program, BpfAttachOptions options)
    {
        _ = program.Handle;
        AttachWay? way = AttachWays.Of(program);
        return way?.TryAttach?.Invoke(new AttachRequest(program, options)) ?? throw NoTarget(program, way);
    }

    /// <summary>The refusal of a program that is not attached, with what it needs.</summary>
    public static BpfAttachException NoTarget(BpfProgram program, AttachWay? way)
    {
        string name = program.SectionName.Length > 0 ? $"Program '{program.Name}', SEC(\"{program.SectionName}\")," : $"Program '{program.Name}'";
        string why = way switch
        {
            null => $"is of type {program.Type}, which is not attached by section and options: use the method for its kind.",
            { TryAttach: null } => $"is not attached: {way.Needs}.",
            _ => $"has no place to be attached to: it needs {way.Needs}.",
        };
        return new BpfAttachException($"{name} {why}", BpfAttachError.NoTarget, objectName: program.Name);
    }
}
