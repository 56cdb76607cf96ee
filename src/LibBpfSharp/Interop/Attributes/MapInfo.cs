using System.Runtime.InteropServices;

namespace LibBpfSharp.Interop;

/// <summary>What <c>BPF_OBJ_GET_INFO_BY_FD</c> tells of a map.</summary>
[Uapi("struct bpf_map_info")]
[StructLayout(LayoutKind.Sequential)]
internal struct MapInfo
{
    public BpfMapType Type;
    public uint Id;
    public uint KeySize;
    public uint ValueSize;
    public uint MaxEntries;
    public BpfMapFlags MapFlags;
    public ObjectName Name;
    public uint Ifindex;
    public uint BtfVmlinuxValueTypeId;
    public ulong NetnsDev;
    public ulong NetnsIno;
    public uint BtfId;
    public uint BtfKeyTypeId;
    public uint BtfValueTypeId;
    public uint BtfVmlinuxId;
    public ulong MapExtra;
    public ulong Hash;
    public uint HashSize;
    public uint _reserved;
}
