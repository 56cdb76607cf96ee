using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>What an action that is a program is told beside the program.</summary>
[Uapi("struct tc_act_bpf")]
[StructLayout(LayoutKind.Sequential)]
internal struct ActionParameters
{
    public uint Index;
    public uint Capab;
    public int Action;
    public int Refcnt;
    public int Bindcnt;
}
