using LibBpfSharp.Interop;

namespace LibBpfSharp.Introspection;

public static partial class KernelObjects
{
    /// <summary>Every BTF object the kernel holds (5.4): its own, those of modules and those loaded from user space. Walked anew at each enumeration.</summary>
    /// <exception cref="BpfPermissionException">CAP_SYS_ADMIN is missing.</exception>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public static IEnumerable<BpfBtfInfo> BtfObjects() => BtfObjects(Kernel.Running);

    /// <summary>Opens a BTF object by its id (4.19).</summary>
    /// <exception cref="BpfPermissionException">CAP_SYS_ADMIN is missing.</exception>
    /// <exception cref="BpfException">There is no such BTF object (ENOENT), or the kernel refuses.</exception>
    public static BtfHandle OpenBtf(uint id) => OpenBtf(Kernel.Running, id);

    internal static IEnumerable<BpfBtfInfo> BtfObjects(Kernel kernel) => Infos(
        kernel, BpfCommand.BtfGetNextId, BpfCommand.BtfGetFdById, "BTF object", kernel => new BtfHandle(kernel), BpfBtfInfo.Read);

    internal static BtfHandle OpenBtf(Kernel kernel, uint id) =>
        Open(kernel, BpfCommand.BtfGetFdById, "BTF object", id, new BtfHandle(kernel));
}
