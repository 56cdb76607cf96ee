using LibBpfSharp.Instructions;

namespace LibBpfSharp.Deployments;

/// <summary>What is attached to a hook in <see cref="BpfSwitchMode.Selector"/>: reads which generation runs and tail-calls its program.</summary>
internal static class Dispatcher
{
    private const string Name = "dispatch", Number = "number", Bank = "bank";

    /// <param name="first">The program of the hook's first generation, which decides what type a program must be of.</param>
    /// <param name="number">The array whose only value says which slot runs.</param>
    /// <param name="bank">The hook's two programs.</param>
    public static BpfProgram Load(BpfProgram first, BpfMap number, BpfMap bank)
    {
        BpfCode code = new BpfAssembler()
            .LoadMapValue(BpfRegister.R4, Number)
            .Load(BpfMemorySize.Word, BpfRegister.R3, BpfRegister.R4)
            .LoadMap(BpfRegister.R2, Bank)
            .Call(BpfHelper.TailCall)
            .Move(BpfRegister.R0, PassOn(first.Type))
            .Exit()
            .Assemble();
        BpfProgramOptions options = new()
        {
            Type = first.Type,
            Name = Name,
            ExpectedAttachType = first.ExpectedAttachType,
            Flags = (first.Spec?.Section?.Flags & BpfSectionFlags.XdpFrags) is > 0 ? BpfProgramFlags.XdpHasFrags : BpfProgramFlags.None,
            Maps = new Dictionary<string, BpfMap> { [Number] = number, [Bank] = bank },
        };
        try
        {
            return BpfProgram.Load(code, options, first.Handle.Kernel);
        }
        catch (BpfException refused)
        {
            throw new BpfException(
                $"No dispatcher of type {first.Type} can be loaded for '{first.Name}': {refused.Errno.Describe()}. Programs of this type may not tail-call; use mode {BpfSwitchMode.EachHook}.",
                refused.Errno, BpfCommand.ProgLoad, first.Name, refused);
        }
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
}
