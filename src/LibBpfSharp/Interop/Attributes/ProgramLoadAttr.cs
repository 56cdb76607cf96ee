using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>What <c>BPF_PROG_LOAD</c> takes; <see cref="LogTrueSize"/> comes back (6.4).</summary>
[Uapi("union bpf_attr")]
[StructLayout(LayoutKind.Sequential)]
internal struct ProgramLoadAttr
{
    public BpfProgramType ProgType;
    public uint InsnCnt;
    public ulong Insns;
    public ulong License;
    public uint LogLevel;
    public uint LogSize;
    public ulong LogBuf;
    public uint KernVersion;
    public BpfProgramFlags ProgFlags;
    public ObjectName ProgName;
    public uint ProgIfindex;
    public BpfAttachType ExpectedAttachType;
    public int ProgBtfFd;
    public uint FuncInfoRecSize;
    public ulong FuncInfo;
    public uint FuncInfoCnt;
    public uint LineInfoRecSize;
    public ulong LineInfo;
    public uint LineInfoCnt;
    public uint AttachBtfId;
    public int AttachProgFd;
    public uint CoreReloCnt;
    public ulong FdArray;
    public ulong CoreRelos;
    public uint CoreReloRecSize;
    public uint LogTrueSize;
    public int ProgTokenFd;
    public uint FdArrayCnt;
    public ulong Signature;
    public uint SignatureSize;
    public int KeyringId;
}
