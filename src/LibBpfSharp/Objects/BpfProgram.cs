namespace LibBpfSharp;

/// <summary>A program: one of an object, with settings that count at the next load, or one opened from a pin.</summary>
/// <remarks>Settings are for one thread; after the load all members may be used by several threads.</remarks>
public sealed partial class BpfProgram : IDisposable
{
    private readonly BpfObject? _owner;

    internal BpfProgram(BpfProgramSpec spec, BpfObject owner)
    {
        _owner = owner;
        Spec = spec;
        _types = owner.Spec.Btf;
        Name = spec.Name;
        SectionName = spec.SectionName;
        _type = spec.Type;
        _expectedAttachType = spec.ExpectedAttachType;
        _autoLoad = spec.AutoLoad;
    }

    /// <summary>A program of the library's own.</summary>
    internal BpfProgram(BpfProgramHandle handle, string name, BpfProgramType type, BpfAttachType? expectedAttachType)
    {
        Name = name;
        SectionName = string.Empty;
        _type = type;
        _expectedAttachType = expectedAttachType;
        _handle = handle;
    }

    /// <summary>The program's name: the C function's. The kernel keeps 15 characters of it.</summary>
    public string Name { get; }

    /// <summary>The ELF section, without a leading <c>?</c>; empty for a program that comes from no object.</summary>
    public string SectionName { get; }

    /// <summary>The program as its object defines it; <c>null</c> for a program that comes from no object.</summary>
    public BpfProgramSpec? Spec { get; }

    /// <inheritdoc/>
    public override string ToString() => SectionName.Length == 0 ? $"{Name} ({Type})" : $"{Name} ({SectionName})";
}
