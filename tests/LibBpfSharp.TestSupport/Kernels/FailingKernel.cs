using LibBpfSharp.Interop;

namespace LibBpfSharp.TestSupport;

/// <summary>
/// A kernel that makes chosen calls fail and passes on the rest. A failing call never reaches the kernel, but <c>close</c>:
/// Linux closes the descriptor whatever it answers.
/// </summary>
internal sealed class FailingKernel(Kernel inner, params FailingKernel.Rule[] rules) : Kernel
{
    private readonly int[] _matches = new int[rules.Length];
    private readonly Lock _lock = new();

    /// <summary>How many calls were made, failed ones included.</summary>
    public int Calls { get; private set; }

    /// <summary>How many of them were made to fail.</summary>
    public int Failures { get; private set; }

    /// <summary>Which call fails, counted from 1 among those that match; with <paramref name="Count"/> more than 1 the ones after it as well.</summary>
    public sealed record Rule(int Nth, Errno Errno, SystemCall? Call = null, BpfCommand? Command = null, int Count = 1)
    {
        public bool Matches(SystemCall call, BpfCommand? command) =>
            (Call is null || Call == call) && (Command is null || Command == command);
    }

    /// <summary>Fails the <paramref name="nth"/> call of any kind.</summary>
    public static FailingKernel At(Kernel inner, int nth, Errno errno) => new(inner, new Rule(nth, errno));

    /// <summary>Fails the <paramref name="nth"/> bpf(2) call of one command, and <paramref name="count"/> − 1 more.</summary>
    public static FailingKernel At(Kernel inner, BpfCommand command, Errno errno, int nth = 1, int count = 1) =>
        new(inner, new Rule(nth, errno, SystemCall.Bpf, command, count));

    public override nint Invoke(SystemCall call, nint a = 0, nint b = 0, nint c = 0, nint d = 0, nint e = 0, nint f = 0)
    {
        if (Choose(call, RecordedCall.CommandOf(call, a)) is not { } errno) return inner.Invoke(call, a, b, c, d, e, f);
        if (call == SystemCall.Close) inner.Invoke(call, a);
        return -(nint)errno;
    }

    private Errno? Choose(SystemCall call, BpfCommand? command)
    {
        lock (_lock)
        {
            Calls++;
            Errno? chosen = null;
            for (int i = 0; i < rules.Length; i++)
            {
                if (!rules[i].Matches(call, command)) continue;
                int match = ++_matches[i];
                if (match >= rules[i].Nth && match < rules[i].Nth + rules[i].Count) chosen ??= rules[i].Errno;
            }

            if (chosen is not null) Failures++;
            return chosen;
        }
    }
}
