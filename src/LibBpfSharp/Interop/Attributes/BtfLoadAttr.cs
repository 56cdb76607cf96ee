using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>What <c>BPF_BTF_LOAD</c> takes; <see cref="BtfLogTrueSize"/> comes back (6.4).</summary>
[Uapi("union bpf_attr")]
[StructLayout(LayoutKind.Sequential)]
internal struct BtfLoadAttr
{
    public ulong Btf;
    public ulong BtfLogBuf;
    public uint BtfSize;
    public uint BtfLogSize;
    public uint BtfLogLevel;
    public uint BtfLogTrueSize;
    public BpfFileFlags BtfFlags;
    public int BtfTokenFd;
}
