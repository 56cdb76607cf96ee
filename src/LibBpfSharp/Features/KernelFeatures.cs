using LibBpfSharp.Instructions;
using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>What a kernel can do beyond the oldest one supported; each is probed when first asked, never derived from a version.</summary>
internal sealed class KernelFeatures
{
    private const int ProbeReadKernel = 113; // BPF_FUNC_probe_read_kernel
    private const int GetAttachCookie = 174; // BPF_FUNC_get_attach_cookie
    private const byte AddImmediate = 0x07;

    private readonly Kernel _kernel;
    private readonly Lazy<bool> _bpfCookie;
    private readonly Lazy<bool> _contextTag;
    private readonly Lazy<bool> _probeReadKernel;
    private readonly Lazy<bool> _syscallWrapper;
    private readonly Lazy<bool> _uprobeMulti;

    private KernelFeatures(Kernel kernel)
    {
        _kernel = kernel;
        _bpfCookie = new(() => Loads(BpfProgramType.Tracepoint, [Call(GetAttachCookie), new(BpfOpcode.Exit)]));
        _contextTag = new(() => ContextTagProbe.Run(kernel));
        _probeReadKernel = new(() => Loads(BpfProgramType.Tracepoint,
        [
            new(BpfOpcode.MoveRegister, destination: 1, source: 10),
            new(AddImmediate, destination: 1, immediate: -8),
            new(BpfOpcode.MoveImmediate, destination: 2, immediate: 8),
            new(BpfOpcode.MoveImmediate, destination: 3),
            Call(ProbeReadKernel),
            new(BpfOpcode.Exit),
        ]));
        _syscallWrapper = new(SyscallWrapper.Exists);
        _uprobeMulti = new(() => UprobeMultiProbe.Run(kernel));
    }

    /// <summary>Whether perf-event links carry a cookie (5.15).</summary>
    public bool HasBpfCookie => _bpfCookie.Value;

    /// <summary>Whether the verifier takes a parameter with the tag <c>arg:ctx</c> for the context (6.8).</summary>
    public bool HasContextTag => _contextTag.Value;

    /// <summary>Whether there are helpers that read kernel and user memory apart (5.5).</summary>
    public bool HasProbeReadKernel => _probeReadKernel.Value;

    /// <summary>Whether a kprobe on a system call has to name its architecture's wrapper (4.17).</summary>
    public bool HasSyscallWrapper => _syscallWrapper.Value;

    /// <summary>Whether one link attaches to many places of a file, and tells processes from threads (6.6, mended in 6.11).</summary>
    public bool HasUprobeMulti => _uprobeMulti.Value;

    /// <summary>The features of a kernel.</summary>
    public static KernelFeatures Of(Kernel kernel) => kernel.Facts(static kernel => new KernelFeatures(kernel));

    private bool Loads(BpfProgramType type, ReadOnlySpan<BpfInstruction> program) => TrivialProgram.Load(_kernel, type, program) == 0;

    private static BpfInstruction Call(int helper) => new(BpfOpcode.Call, immediate: helper);
}
