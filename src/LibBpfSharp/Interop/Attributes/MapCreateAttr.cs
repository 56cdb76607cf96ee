using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>What <c>BPF_MAP_CREATE</c> takes.</summary>
[Uapi("union bpf_attr")]
[StructLayout(LayoutKind.Sequential)]
internal struct MapCreateAttr
{
    public BpfMapType MapType;
    public uint KeySize;
    public uint ValueSize;
    public uint MaxEntries;
    public BpfMapFlags MapFlags;
    public int InnerMapFd;
    public uint NumaNode;
    public ObjectName MapName;
    public uint MapIfindex;
    public int BtfFd;
    public uint BtfKeyTypeId;
    public uint BtfValueTypeId;
    public uint BtfVmlinuxValueTypeId;
    public ulong MapExtra;
    public int ValueTypeBtfObjFd;
    public int MapTokenFd;
    public ulong ExclProgHash;
    public uint ExclProgHashSize;
    public uint _reserved;
}
