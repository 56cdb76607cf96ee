using LibBpfSharp.Interop;

namespace LibBpfSharp.TestSupport;

/// <summary>One system call as it was made and answered.</summary>
/// <param name="Call">The call.</param>
/// <param name="Command">The command, of bpf(2); bits that are no command removed.</param>
/// <param name="Arguments">The six arguments.</param>
/// <param name="Given">Of bpf(2): the attributes as given.</param>
/// <param name="Answered">Of bpf(2): the attributes as they came back.</param>
/// <param name="Output">What the kernel wrote behind the attributes' one output pointer: an info, an element, a key.</param>
/// <param name="Result">The result, or the negated errno.</param>
internal sealed record RecordedCall(
    SystemCall Call, BpfCommand? Command, nint[] Arguments, byte[] Given, byte[] Answered, byte[] Output, nint Result)
{
    public static BpfCommand? CommandOf(SystemCall call, nint firstArgument) =>
        call == SystemCall.Bpf ? (BpfCommand)firstArgument & ~BpfCommand.CommonAttrs : null;

    /// <summary>The attributes as given, read as the struct the command takes; what was not given is zero.</summary>
    public unsafe T Attributes<T>()
        where T : unmanaged
    {
        T attributes = default;
        Given.AsSpan(0, Math.Min(Given.Length, sizeof(T))).CopyTo(new Span<byte>(&attributes, sizeof(T)));
        return attributes;
    }

    public override string ToString() => Command is { } command ? $"{command.ToKernelName()} = {Result}" : $"{Call} = {Result}";
}
