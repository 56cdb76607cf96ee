using LibBpfSharp.Interop;

namespace LibBpfSharp.Introspection;

internal static partial class ObjectIds
{
    public static IEnumerable<BtfObjectInfo> BtfObjects(Kernel kernel) => Infos(
        kernel, BpfCommand.BtfGetNextId, BpfCommand.BtfGetFdById, "BTF object", kernel => new BtfHandle(kernel), BtfObjectInfo.Read);

    public static BtfHandle OpenBtf(Kernel kernel, uint id) =>
        Open(kernel, BpfCommand.BtfGetFdById, "BTF object", id, new BtfHandle(kernel));
}
