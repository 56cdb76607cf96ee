using LibBpfSharp.Interop;

namespace LibBpfSharp.Introspection;

internal static partial class ObjectIds
{
    /// <param name="kernel">The kernel to ask.</param>
    /// <param name="read">What to read of each.</param>
    public static IEnumerable<TInfo> Links<TInfo>(Kernel kernel, Func<BpfLinkHandle, TInfo> read) => Infos(
        kernel, BpfCommand.LinkGetNextId, BpfCommand.LinkGetFdById, "link", kernel => new BpfLinkHandle(kernel), read);

    public static BpfLinkHandle OpenLink(Kernel kernel, uint id) =>
        Open(kernel, BpfCommand.LinkGetFdById, "link", id, new BpfLinkHandle(kernel));
}
