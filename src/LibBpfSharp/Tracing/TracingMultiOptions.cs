namespace LibBpfSharp.Tracing;

/// <summary>How a program is attached to many functions by their types.</summary>
public sealed record TracingMultiOptions
{
    internal static TracingMultiOptions Plain { get; } = new();

    /// <summary>What <c>bpf_get_attach_cookie</c> gives the program, one for each function of a list, in its order; empty for none.</summary>
    public IReadOnlyList<ulong> Cookies { get; init; } = [];

    /// <summary>What the program was loaded as; <c>null</c> for <see cref="BpfProgram.ExpectedAttachType"/>, which the kernel does not tell of a program opened by pin, id or socket.</summary>
    public BpfAttachType? AttachType { get; init; }
}
