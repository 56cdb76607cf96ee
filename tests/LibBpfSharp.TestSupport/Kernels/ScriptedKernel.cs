using LibBpfSharp.Interop;

namespace LibBpfSharp.TestSupport;

/// <summary>A kernel whose answers a test gives.</summary>
internal sealed class ScriptedKernel(ScriptedKernel.Answer answer) : Kernel
{
    /// <summary>Answers one call: its result, or the negated errno.</summary>
    public delegate nint Answer(SystemCall call, nint a, nint b, nint c);

    public override nint Invoke(SystemCall call, nint a = 0, nint b = 0, nint c = 0, nint d = 0, nint e = 0, nint f = 0) => answer(call, a, b, c);
}
