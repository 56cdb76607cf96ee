using LibBpfSharp.Btf;

namespace LibBpfSharp.Loading;

/// <summary>A kernel known by description only.</summary>
internal sealed class DescribedKernel(BtfSpec types, BpfRelocationOptions options) : TargetKernel
{
    public override BtfSpec Types => types;

    public override IReadOnlyList<TargetModule> Modules { get; } =
        [.. options.Modules.Select(module => new TargetModule(module.Key, module.Value, Descriptor: -1))];

    public override uint Version => options.KernelVersion is { } version ? KernelVersionCode.Of(version) : 0;

    public override bool HasBpfCookie => options.HasBpfCookie;

    public override bool HasSyscallWrapper => options.HasSyscallWrapper;

    public override ReadOnlyMemory<byte>? ReadConfig() => null;

    public override IReadOnlyList<ulong?> FindSymbols(IReadOnlyList<string> names)
        => [.. names.Select(name => options.FindSymbol?.Invoke(name))];
}
