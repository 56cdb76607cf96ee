using LibBpfSharp.Btf;

namespace LibBpfSharp.Spec;

/// <summary>An object's BTF as it is made fit for the kernel; copied at the first change.</summary>
internal sealed class ObjectBtfDraft(BtfSpec types)
{
    private BtfBuilder? _builder;

    /// <summary>The BTF before any change.</summary>
    public BtfSpec Original => types;

    /// <summary>Whether there is a copy that takes changes.</summary>
    public bool IsChanged => _builder is not null;

    /// <summary>Takes the changes.</summary>
    public BtfBuilder Builder => _builder ??= BtfBuilder.From(types);

    /// <summary>The BTF with its changes.</summary>
    public BtfSpec Finish() => _builder?.Build(types.PointerSize) ?? types;
}
