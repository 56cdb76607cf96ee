namespace LibBpfSharp.KernelTests.Hooks;

/// <summary>How far libbpf came.</summary>
/// <param name="Step">What was refused: <c>load</c> or <c>attach</c>; <c>null</c> for nothing.</param>
/// <param name="Errno">With what.</param>
internal sealed record HookPeerAnswer(string? Step, Errno Errno)
{
    public override string ToString() => Step is null ? "succeeded" : $"gave {Errno} at {Step}";
}
