using System.Runtime.InteropServices;
using LibBpfSharp.Btf;

namespace LibBpfSharp.Loading;

/// <summary>The structures by which the verifier knows the context of a program.</summary>
internal static class ContextType
{
    /// <summary>The name the verifier expects for a program type; <c>null</c> where its context has none.</summary>
    public static string? NameFor(BpfProgramType type) => type switch
    {
        BpfProgramType.CgroupDevice => "bpf_cgroup_dev_ctx",
        BpfProgramType.CgroupSock => "bpf_sock",
        BpfProgramType.CgroupSockAddr => "bpf_sock_addr",
        BpfProgramType.CgroupSockopt => "bpf_sockopt",
        BpfProgramType.CgroupSysctl => "bpf_sysctl",
        BpfProgramType.Kprobe => "bpf_user_pt_regs_t",
        BpfProgramType.Netfilter => "bpf_nf_ctx",
        BpfProgramType.PerfEvent => "bpf_perf_event_data",
        BpfProgramType.RawTracepoint or BpfProgramType.RawTracepointWritable => "bpf_raw_tracepoint_args",
        BpfProgramType.SkLookup => "bpf_sk_lookup",
        BpfProgramType.SkMsg => "sk_msg_md",
        BpfProgramType.SkReuseport => "sk_reuseport_md",
        BpfProgramType.SockOps => "bpf_sock_ops",
        BpfProgramType.Xdp => "xdp_md",
        BpfProgramType.CgroupSkb or BpfProgramType.FlowDissector or BpfProgramType.LwtIn or BpfProgramType.LwtOut or BpfProgramType.LwtSeg6local
            or BpfProgramType.LwtXmit or BpfProgramType.SchedAct or BpfProgramType.SchedCls or BpfProgramType.SkSkb
            or BpfProgramType.SocketFilter => "__sk_buff",
        _ => null,
    };

    /// <summary>Whether a parameter means the context, but is declared as what the verifier does not take for it.</summary>
    public static bool MustReplace(BtfSpec types, uint parameterTypeId, BpfProgramType programType, string context)
    {
        BtfType parameter = types.SkipModifiers(parameterTypeId);
        if (parameter.Kind != BtfKind.Ptr) return false;

        BtfType target = types.SkipModifiers(parameter.TypeId);
        if (target.Kind == BtfKind.Unkn) return true;
        string name = target.Name;
        if (target.Kind == BtfKind.Struct && name == context) return false;
        return programType switch
        {
            BpfProgramType.Kprobe => target.Kind == BtfKind.Struct && name == "pt_regs",
            BpfProgramType.PerfEvent => target.Kind == BtfKind.Struct && name == UserRegisters,
            BpfProgramType.RawTracepoint or BpfProgramType.RawTracepointWritable => target is { Kind: BtfKind.Int, Size: 8 },
            _ => false,
        };
    }

    // Architecture.RiscV64 has a name since .NET 9 only.
    private const Architecture RiscV64 = (Architecture)9;

    /// <summary>The structure behind the kernel's <c>bpf_user_pt_regs_t</c> (<c>asm/bpf_perf_event.h</c>).</summary>
    private static string UserRegisters => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => "pt_regs",
        RiscV64 => "user_regs_struct",
        _ => "user_pt_regs",
    };
}
