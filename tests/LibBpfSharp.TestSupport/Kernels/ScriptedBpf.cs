using LibBpfSharp.Interop;

namespace LibBpfSharp.TestSupport;

/// <summary>
/// A kernel whose answers to bpf(2) a test gives: the result, the negated errno, or <c>null</c> for what takes everything. Other calls reach the running
/// kernel, but those on descriptors that are made up.
/// </summary>
internal sealed class ScriptedBpf(ScriptedBpf.Answer answer) : Kernel
{
    private const nint FirstDescriptor = 1_000_000; // above those of open files

    private int _next = (int)FirstDescriptor;

    /// <summary>Answers one command, whose attributes are at <paramref name="attributes"/>.</summary>
    public delegate nint? Answer(BpfCommand command, nint attributes);

    /// <summary>How often the limit on locked memory was lifted.</summary>
    public int Raised { get; private set; }

    public override nint Invoke(SystemCall call, nint a = 0, nint b = 0, nint c = 0, nint d = 0, nint e = 0, nint f = 0)
    {
        if (RecordedCall.CommandOf(call, a) is { } command) return answer(command, b) ?? (MakesDescriptor(command) ? Interlocked.Increment(ref _next) : 0);
        if (call is SystemCall.Prlimit64)
        {
            Raised++;
            return 0;
        }

        return a >= FirstDescriptor ? 0 : Running.Invoke(call, a, b, c, d, e, f);
    }

    private static bool MakesDescriptor(BpfCommand command)
        => command is BpfCommand.MapCreate or BpfCommand.ProgLoad or BpfCommand.BtfLoad or BpfCommand.LinkCreate or BpfCommand.TokenCreate or BpfCommand.RawTracepointOpen;
}
