using LibBpfSharp.Interop;

namespace LibBpfSharp.Introspection;

/// <summary>What the kernel tells of a BTF object it holds (<c>struct bpf_btf_info</c>, kernel 4.18; name and origin 5.11).</summary>
/// <remarks>Source: <c>include/uapi/linux/bpf.h</c>, <c>btf_get_info_by_fd</c> in <c>kernel/bpf/btf.c</c>.</remarks>
public sealed class BtfObjectInfo
{
    private const string Kind = "BTF object";

    private BtfObjectInfo(in KernelBtfInfo info, string name)
    {
        Id = info.Id;
        Size = (int)info.BtfSize;
        IsKernel = info.KernelBtf != 0;
        Name = name;
    }

    /// <summary>The id, unique among BTF objects until the next boot.</summary>
    public uint Id { get; }

    /// <summary>Its length in bytes.</summary>
    public int Size { get; }

    /// <summary>Whether it came with the kernel or a module, not from user space.</summary>
    public bool IsKernel { get; }

    /// <summary><c>vmlinux</c> or the module's name; empty for one that came from user space.</summary>
    public string Name { get; }

    /// <summary>Asks the kernel about a BTF object.</summary>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    /// <exception cref="ObjectDisposedException">The handle is closed.</exception>
    public static BtfObjectInfo Read(BtfHandle btf)
    {
        ArgumentNullException.ThrowIfNull(btf);
        KernelBtfInfo info = default;
        byte[] name = InfoReading.ReadVariable<byte>((buffer, count) =>
        {
            info = new KernelBtfInfo { Name = (ulong)buffer, NameLen = (uint)count };
            InfoReading.Read(btf, Kind, ref info);

            // The length told leaves out the terminating zero, for which the kernel wants room.
            return info.NameLen == 0 ? 0 : (int)info.NameLen + 1;
        });
        return new BtfObjectInfo(info, KernelText.Read(name));
    }

    /// <summary>The type information itself; of a module, only what it adds to the kernel's.</summary>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    /// <exception cref="ObjectDisposedException">The handle is closed.</exception>
    public static byte[] ReadData(BtfHandle btf)
    {
        ArgumentNullException.ThrowIfNull(btf);
        return InfoReading.ReadVariable<byte>((buffer, count) =>
        {
            KernelBtfInfo info = new() { Btf = (ulong)buffer, BtfSize = (uint)count };
            InfoReading.Read(btf, Kind, ref info);
            return (int)info.BtfSize;
        });
    }
}
