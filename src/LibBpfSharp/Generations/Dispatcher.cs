using LibBpfSharp.Instructions;
using LibBpfSharp.Interop;
using LibBpfSharp.Loading;

namespace LibBpfSharp;

/// <summary>What is attached to a hook in <see cref="BpfSwitchMode.Selector"/>: reads which generation runs and tail-calls its program.</summary>
internal static unsafe class Dispatcher
{
    private const byte LoadWord = 0x61; // BPF_LDX | BPF_MEM | BPF_W
    private const string Name = "dispatch";

    /// <param name="first">The program of the hook's first generation, which decides what type a program must be of.</param>
    /// <param name="number">The array whose only value says which slot runs.</param>
    /// <param name="bank">The hook's two programs.</param>
    public static BpfProgram Load(BpfProgram first, BpfMapHandle number, BpfMapHandle bank)
    {
        using HandleHold numberHold = number.Hold(), bankHold = bank.Hold();
        BpfInstruction[] code =
        [
            new(BpfOpcode.LoadImmediate64, 4, BpfPseudo.MapValue, immediate: numberHold.Descriptor), default,
            new(LoadWord, 3, 4),
            new(BpfOpcode.LoadImmediate64, 2, BpfPseudo.MapFd, immediate: bankHold.Descriptor), default,
            new(BpfOpcode.Call, immediate: (int)BpfHelper.TailCall),
            new(BpfOpcode.MoveImmediate, 0, immediate: PassOn(first.Type)),
            new(BpfOpcode.Exit),
        ];
        return new(Load(first, code), Name, first.Type, first.ExpectedAttachType);
    }

    /// <summary>What a hook answers that runs no program: what lets the event pass.</summary>
    private static int PassOn(BpfProgramType type) => type switch
    {
        BpfProgramType.Xdp => 2, // XDP_PASS
        BpfProgramType.SchedCls or BpfProgramType.SchedAct => -1, // TC_ACT_UNSPEC
        BpfProgramType.FlowDissector => 129, // BPF_FLOW_DISSECTOR_CONTINUE
        BpfProgramType.CgroupSkb or BpfProgramType.CgroupSock or BpfProgramType.CgroupSockAddr or BpfProgramType.CgroupSockopt
            or BpfProgramType.CgroupDevice or BpfProgramType.CgroupSysctl or BpfProgramType.SockOps or BpfProgramType.SkLookup
            or BpfProgramType.SkMsg or BpfProgramType.SkSkb or BpfProgramType.Netfilter => 1,
        _ => 0,
    };

    private static BpfProgramHandle Load(BpfProgram first, BpfInstruction[] code)
    {
        Kernel kernel = first.Handle.Kernel;
        fixed (BpfInstruction* instructions = code)
        fixed (byte* license = "GPL\0"u8)
        {
            ProgramLoadAttr attributes = new()
            {
                ProgType = first.Type,
                Insns = (ulong)instructions,
                InsnCnt = (uint)code.Length,
                License = (ulong)license,
                ProgName = ObjectName.From(Name),
                ProgFlags = (first.Spec?.Section?.Flags & SectionFlags.XdpFrags) is > 0 ? BpfProgramFlags.XdpHasFrags : BpfProgramFlags.None,
                ExpectedAttachType = first.ExpectedAttachType ?? default,
            };
            Errno errno = kernel.ProgramLoad(ref attributes, out BpfProgramHandle program).ToErrno();
            return errno == Errno.None ? program : throw new BpfException(
                $"No dispatcher of type {first.Type} can be loaded for '{first.Name}': {errno.Describe()}. Programs of this type may not tail-call; use mode {BpfSwitchMode.EachHook}.",
                errno, BpfCommand.ProgLoad, first.Name);
        }
    }
}
