using LibBpfSharp.Btf;
using LibBpfSharp.Instructions;

namespace LibBpfSharp.Tool.Verify;

/// <summary>Says which programs are not attached even for a moment: those that could change what the machine does.</summary>
/// <param name="kernelTypes">The kernel's types, in which kfuncs have their names.</param>
internal sealed class AttachRule(BtfSpec kernelTypes)
{
    private static readonly string[] s_kfuncs = ["send_signal", "crash_kexec", "_xattr", "sock_destroy"];

    /// <summary>Why a program is not attached; <c>null</c> for one that may be.</summary>
    public string? ReasonNotTo(BpfProgramType type, BpfAttachType attachType, ReadOnlySpan<BpfInstruction> stream) => type switch
    {
        BpfProgramType.Lsm => "lsm",
        BpfProgramType.Tracing when attachType == BpfAttachType.ModifyReturn => "fmod_ret",
        BpfProgramType.RawTracepointWritable => "raw_tp.w",
        _ => ReasonIn(stream),
    };

    private string? ReasonIn(ReadOnlySpan<BpfInstruction> stream)
    {
        string? reason = null;
        for (int i = 0; i < stream.Length; i += stream[i].SlotCount)
        {
            BpfInstruction instruction = stream[i];
            if (instruction.IsCall) reason = OfCall(instruction) ?? reason;
        }

        return reason;
    }

    private string? OfCall(BpfInstruction call) => call.Source switch
    {
        0 => (BpfHelper)call.Immediate switch
        {
            BpfHelper.ProbeWriteUser => "probe_write_user",
            BpfHelper.OverrideReturn => "override_return",
            BpfHelper.SendSignal or BpfHelper.SendSignalThread => "send_signal",
            _ => null,
        },
        BpfPseudo.KfuncCall when call.Offset == 0 && (uint)call.Immediate < (uint)kernelTypes.TypeCount => OfKfunc(kernelTypes.GetType((uint)call.Immediate).Name),
        _ => null,
    };

    private static string? OfKfunc(string name) => Array.Exists(s_kfuncs, part => name.Contains(part, StringComparison.Ordinal)) ? name : null;
}
