using LibBpfSharp.Interop;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Support;

/// <summary>The running kernel, with somebody who acts once, right before or right after a call of another's.</summary>
/// <param name="overtake">What he does.</param>
/// <param name="call">The call.</param>
/// <param name="command">The command, of bpf(2).</param>
internal sealed unsafe class OvertakenKernel(Action overtake, SystemCall call, BpfCommand? command = null) : Kernel
{
    private bool _isOn = true;

    /// <summary>At which of these calls he acts, from 1.</summary>
    public int Nth { get; init; } = 1;

    /// <summary>The id that is asked for by its number, where only that matters.</summary>
    public uint? Id { get; init; }

    /// <summary>Whether he acts when the call is done.</summary>
    public bool IsAfter { get; init; }

    private int Calls { get; set; }

    /// <summary>A kernel at whose command somebody acts.</summary>
    public static OvertakenKernel At(BpfCommand command, Action overtake) => new(overtake, SystemCall.Bpf, command);

    /// <summary>Counts from here.</summary>
    public void Start() => (Calls, _isOn) = (0, true);

    /// <summary>Counts nothing for now.</summary>
    public void Stop() => _isOn = false;

    public override nint Invoke(SystemCall made, nint a = 0, nint b = 0, nint c = 0, nint d = 0, nint e = 0, nint f = 0)
    {
        bool isMet = _isOn && made == call && (command is null || RecordedCall.CommandOf(made, a) == command) && (Id is null || *(uint*)b == Id) && ++Calls == Nth;
        if (isMet && !IsAfter) overtake();
        nint result = Running.Invoke(made, a, b, c, d, e, f);
        if (isMet && IsAfter) overtake();
        return result;
    }
}
