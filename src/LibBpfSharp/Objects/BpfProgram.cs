namespace LibBpfSharp;

/// <summary>A program: one of an object, with settings that count at the next load, or one opened from a pin.</summary>
/// <remarks>Settings are for one thread; after the load all members may be used by several threads.</remarks>
public sealed partial class BpfProgram : IDisposable
{
    private readonly BpfObject? _origin;
    private readonly BpfSectionHandler? _handler;
    private BpfObject? _owner;

    internal BpfProgram(BpfProgramSpec spec, BpfObject owner)
    {
        _origin = _owner = owner;
        Spec = spec;
        _types = owner.Spec.Btf;
        Name = spec.Name;
        SectionName = spec.SectionName;
        _handler = BpfSectionHandler.Find(owner.Options.SectionHandlers, spec);
        _type = _handler?.ProgramType ?? spec.Type;
        _expectedAttachType = _handler is null ? spec.ExpectedAttachType : _handler.AttachType;
        _autoLoad = spec.AutoLoad;
    }

    /// <summary>The program's name: the C function's. The kernel keeps 15 characters of it.</summary>
    public string Name { get; }

    /// <summary>The ELF section, without a leading <c>?</c>; empty for a program that comes from no object.</summary>
    public string SectionName { get; }

    /// <summary>The program as its object defines it; <c>null</c> for a program that comes from no object.</summary>
    public BpfProgramSpec? Spec { get; }

    /// <summary>What the section's name means to this library; <c>null</c> where it means nothing, or the caller has another meaning for it.</summary>
    internal BpfSectionDefinition? Section => _handler is null ? Spec?.Section : null;

    /// <summary>Lets the caller's handler of the section set what it wants when the object is open.</summary>
    internal void Setup() => _handler?.Setup?.Invoke(this);

    /// <summary>What the caller's handler of the section wants different at the load; <c>null</c> for nothing.</summary>
    internal BpfProgramCloneOptions? PrepareLoad() => _handler?.PrepareLoad?.Invoke(this);

    /// <inheritdoc/>
    public override string ToString() => SectionName.Length == 0 ? $"{Name} ({Type})" : $"{Name} ({SectionName})";
}
