using LibBpfSharp.Interop;

namespace LibBpfSharp.TestSupport;

/// <summary>
/// A kernel that answers from a recording, without any kernel: each call must be of the recorded kind and in the recorded order.
/// Attributes and outputs come back as recorded; memory cannot be mapped.
/// </summary>
internal sealed unsafe class ReplayKernel(IReadOnlyList<RecordedCall> recording) : Kernel
{
    private readonly Lock _lock = new();

    /// <summary>How many calls were answered.</summary>
    public int Position { get; private set; }

    /// <summary>Whether every recorded call was made.</summary>
    public bool IsAtEnd => Position == recording.Count;

    public override nint Invoke(SystemCall call, nint a = 0, nint b = 0, nint c = 0, nint d = 0, nint e = 0, nint f = 0)
    {
        lock (_lock)
        {
            BpfCommand? command = RecordedCall.CommandOf(call, a);
            string asked = command is { } known ? known.ToKernelName() : call.ToString();
            if (IsAtEnd) throw new InvalidOperationException($"{asked} is asked after the recording's end.");
            RecordedCall recorded = recording[Position];
            if (recorded.Call != call || recorded.Command != command)
                throw new InvalidOperationException($"{asked} is asked where call {Position} of the recording is {recorded}.");
            if (call == SystemCall.Mmap) throw new InvalidOperationException("A recording has no memory to map.");

            Position++;
            if (call == SystemCall.Bpf) Answer(recorded, (byte*)b, (int)c);
            return recorded.Result;
        }
    }

    private static void Answer(RecordedCall recorded, byte* attributes, int length)
    {
        // Pointers are the caller's own; only the output, and what differs from what was given, is the kernel's.
        for (int i = 0; i < Math.Min(length, recorded.Answered.Length); i++)
            if (recorded.Answered[i] != recorded.Given[i])
                attributes[i] = recorded.Answered[i];

        if (recorded.Output.Length == 0) return;
        int size = recorded.Output.Length;
        recorded.Output.CopyTo(BpfOutput.Of(recorded.Command!.Value, attributes, _ => (size, size)));
    }
}
