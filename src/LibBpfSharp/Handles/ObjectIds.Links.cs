using LibBpfSharp.Interop;

namespace LibBpfSharp.Introspection;

internal static partial class ObjectIds
{
    public static IEnumerable<BpfLinkInfo> Links(Kernel kernel) => Infos(
        kernel, BpfCommand.LinkGetNextId, BpfCommand.LinkGetFdById, "link", kernel => new BpfLinkHandle(kernel), BpfLinkInfo.Read);

    public static BpfLinkHandle OpenLink(Kernel kernel, uint id) =>
        Open(kernel, BpfCommand.LinkGetFdById, "link", id, new BpfLinkHandle(kernel));
}
