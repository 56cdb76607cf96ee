using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>What <c>BPF_PROG_BIND_MAP</c> takes.</summary>
[Uapi("union bpf_attr", Member = "prog_bind_map")]
[StructLayout(LayoutKind.Sequential)]
internal struct ProgramBindMapAttr
{
    public int ProgFd;
    public int MapFd;
    public uint Flags;
}
