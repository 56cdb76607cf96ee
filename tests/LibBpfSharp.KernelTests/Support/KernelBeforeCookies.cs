using LibBpfSharp.Instructions;
using LibBpfSharp.Interop;

namespace LibBpfSharp.KernelTests.Support;

/// <summary>The running kernel made to look like one without links on many sites of a file (before 6.6), and, if wanted, without cookies (before 5.15).</summary>
internal sealed unsafe class KernelBeforeCookies(bool hasCookies) : Kernel
{
    // The probes for helpers and link kinds load programs this short; tests' own are longer.
    private const uint LongestProbe = 8;

    public override nint Invoke(SystemCall call, nint a = 0, nint b = 0, nint c = 0, nint d = 0, nint e = 0, nint f = 0)
        => call == SystemCall.Bpf && IsUnknown((BpfCommand)a, b) ? -(nint)Errno.EINVAL : Running.Invoke(call, a, b, c, d, e, f);

    private bool IsUnknown(BpfCommand command, nint attributes) => command switch
    {
        BpfCommand.LinkCreate => ((LinkCreateAttr*)attributes)->AttachType is BpfAttachType.TraceUprobeMulti,
        BpfCommand.ProgLoad => !hasCookies && AsksForCookie((ProgramLoadAttr*)attributes),
        _ => false,
    };

    private static bool AsksForCookie(ProgramLoadAttr* attributes)
    {
        ReadOnlySpan<BpfInstruction> code = new((void*)attributes->Insns, (int)attributes->InsnCnt);
        if (attributes->InsnCnt > LongestProbe) return false;
        foreach (BpfInstruction instruction in code)
        {
            if (instruction.IsCall && instruction.Immediate == (int)BpfHelper.GetAttachCookie) return true;
        }

        return false;
    }
}
