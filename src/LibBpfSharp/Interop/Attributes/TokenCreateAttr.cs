using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>What <c>BPF_TOKEN_CREATE</c> takes.</summary>
[Uapi("union bpf_attr", Member = "token_create")]
[StructLayout(LayoutKind.Sequential)]
internal struct TokenCreateAttr
{
    public uint Flags;
    public int BpffsFd;
}
