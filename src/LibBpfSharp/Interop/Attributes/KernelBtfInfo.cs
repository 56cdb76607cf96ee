using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>What <c>BPF_OBJ_GET_INFO_BY_FD</c> tells of a BTF object; text and bytes go where the pointers say.</summary>
[Uapi("struct bpf_btf_info")]
[StructLayout(LayoutKind.Sequential)]
internal struct KernelBtfInfo
{
    public ulong Btf;
    public uint BtfSize;
    public uint Id;
    public ulong Name;
    public uint NameLen;
    public uint KernelBtf;
}
