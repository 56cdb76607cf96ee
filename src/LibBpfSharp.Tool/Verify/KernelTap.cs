using System.Diagnostics;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Tool.Verify;

/// <summary>The kernel below, with an ear on bpf(2): what it is handed while <see cref="IsListening"/>.</summary>
internal sealed class KernelTap(Kernel kernel) : Kernel
{
    public bool IsListening { get; set; }

    public Captures Captures { get; } = new();

    /// <summary>How long the kernel was busy with bpf(2) since <see cref="Clear"/>.</summary>
    public TimeSpan InKernel { get; private set; }

    public void Clear()
    {
        Captures.Clear();
        InKernel = TimeSpan.Zero;
    }

    public override unsafe nint Invoke(SystemCall call, nint a = 0, nint b = 0, nint c = 0, nint d = 0, nint e = 0, nint f = 0)
    {
        if (IsListening && call == SystemCall.Prlimit64) Captures.ForgetUnaffordable();
        long start = Stopwatch.GetTimestamp();
        nint result = kernel.Invoke(call, a, b, c, d, e, f);
        if (call != SystemCall.Bpf) return result;
        InKernel += Stopwatch.GetElapsedTime(start);
        if (IsListening) Captures.Add((BpfCommand)a & ~BpfCommand.CommonAttrs, new ReadOnlySpan<byte>((void*)b, (int)c), result);
        return result;
    }
}
