using LibBpfSharp.Btf;

namespace LibBpfSharp.Loading;

/// <summary>The object's BTF on its way to the kernel; copied at the first change.</summary>
internal sealed class ObjectBtfDraft(BtfSpec types)
{
    private BtfBuilder? _builder;

    /// <summary>The BTF before any change.</summary>
    public BtfSpec Original => types;

    /// <summary>Takes the changes.</summary>
    public BtfBuilder Builder => _builder ??= BtfBuilder.From(types);

    /// <summary>The BTF with its changes.</summary>
    public BtfSpec Finish() => _builder?.Build(types.PointerSize) ?? types;
}
