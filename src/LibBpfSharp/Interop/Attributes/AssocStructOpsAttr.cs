using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>What <c>BPF_PROG_ASSOC_STRUCT_OPS</c> takes.</summary>
[Uapi("union bpf_attr", Member = "prog_assoc_struct_ops")]
[StructLayout(LayoutKind.Sequential)]
internal struct AssocStructOpsAttr
{
    public int MapFd;
    public int ProgFd;
    public uint Flags;
}
