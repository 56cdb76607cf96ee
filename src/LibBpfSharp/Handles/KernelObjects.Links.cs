using LibBpfSharp.Interop;

namespace LibBpfSharp.Introspection;

public static partial class KernelObjects
{
    /// <summary>Every link the kernel holds (5.8). Walked anew at each enumeration.</summary>
    /// <exception cref="BpfPermissionException">CAP_SYS_ADMIN is missing.</exception>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public static IEnumerable<BpfLinkInfo> Links() => Links(Kernel.Running);

    /// <summary>Opens a link by its id (5.8).</summary>
    /// <exception cref="BpfPermissionException">CAP_SYS_ADMIN is missing.</exception>
    /// <exception cref="BpfException">There is no such link (ENOENT), or the kernel refuses.</exception>
    public static BpfLinkHandle OpenLink(uint id) => OpenLink(Kernel.Running, id);

    internal static IEnumerable<BpfLinkInfo> Links(Kernel kernel) => Infos(
        kernel, BpfCommand.LinkGetNextId, BpfCommand.LinkGetFdById, "link", kernel => new BpfLinkHandle(kernel), BpfLinkInfo.Read);

    internal static BpfLinkHandle OpenLink(Kernel kernel, uint id) =>
        Open(kernel, BpfCommand.LinkGetFdById, "link", id, new BpfLinkHandle(kernel));
}
