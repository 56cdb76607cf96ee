using LibBpfSharp.Interop;

namespace LibBpfSharp.Introspection;

/// <summary>What the kernel tells of a map (<c>struct bpf_map_info</c>, kernel 4.13; what an older kernel does not tell is 0).</summary>
/// <remarks>Source: <c>include/uapi/linux/bpf.h</c>, <c>bpf_map_get_info_by_fd</c> in <c>kernel/bpf/syscall.c</c>.</remarks>
public sealed class BpfMapInfo
{
    private BpfMapInfo(in MapInfo info)
    {
        Type = info.Type;
        Id = info.Id;
        Name = info.Name.ToString();
        KeySize = (int)info.KeySize;
        ValueSize = (int)info.ValueSize;
        MaxEntries = info.MaxEntries;
        Flags = info.MapFlags;
        MapExtra = info.MapExtra;
        Interface = BpfInterface.Told(info.Ifindex);
        BtfId = info.BtfId;
        BtfKeyTypeId = info.BtfKeyTypeId;
        BtfValueTypeId = info.BtfValueTypeId;
        BtfVmlinuxId = info.BtfVmlinuxId;
        BtfVmlinuxValueTypeId = info.BtfVmlinuxValueTypeId;
    }

    /// <summary>The map type.</summary>
    public BpfMapType Type { get; }

    /// <summary>The id, unique among maps until the next boot.</summary>
    public uint Id { get; }

    /// <summary>The name as the kernel keeps it: at most 15 bytes (4.15), empty if it was given none.</summary>
    public string Name { get; }

    /// <summary>Bytes of a key; 0 for a map without keys.</summary>
    public int KeySize { get; }

    /// <summary>Bytes of a value, of one CPU's value in a per-CPU map.</summary>
    public int ValueSize { get; }

    /// <summary>The most entries it holds; bytes for a ring buffer.</summary>
    public uint MaxEntries { get; }

    /// <summary>The flags it was made with; the kernel adds <see cref="BpfMapFlags.RdonlyProg"/> to device maps.</summary>
    public BpfMapFlags Flags { get; }

    /// <summary>The extra number of its type: hash functions of a bloom filter, address of an arena (5.16).</summary>
    public ulong MapExtra { get; }

    /// <summary>The network device it is bound to; <c>null</c> for none.</summary>
    public BpfInterface? Interface { get; }

    /// <summary>The id of its BTF object; 0 for none (4.18).</summary>
    public uint BtfId { get; }

    /// <summary>The type of its keys inside that object; 0 for none.</summary>
    public uint BtfKeyTypeId { get; }

    /// <summary>The type of its values inside that object; 0 for none.</summary>
    public uint BtfValueTypeId { get; }

    /// <summary>The id of the kernel's or a module's BTF object that <see cref="BtfVmlinuxValueTypeId"/> is in (6.9).</summary>
    public uint BtfVmlinuxId { get; }

    /// <summary>The kernel type a struct_ops map implements; 0 for none (5.6).</summary>
    public uint BtfVmlinuxValueTypeId { get; }

    /// <summary>Asks the kernel about a map.</summary>
    internal static BpfMapInfo Read(BpfMapHandle map)
    {
        MapInfo info = default;
        InfoReading.Read(map, "map", ref info);
        return new BpfMapInfo(info);
    }
}
