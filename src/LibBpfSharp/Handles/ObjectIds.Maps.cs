using LibBpfSharp.Interop;

namespace LibBpfSharp.Introspection;

internal static partial class ObjectIds
{
    public static IEnumerable<BpfMapInfo> Maps(Kernel kernel) => Infos(
        kernel, BpfCommand.MapGetNextId, BpfCommand.MapGetFdById, "map", kernel => new BpfMapHandle(kernel), BpfMapInfo.Read);

    public static BpfMapHandle OpenMap(Kernel kernel, uint id, BpfFileFlags access = BpfFileFlags.None) =>
        Open(kernel, BpfCommand.MapGetFdById, "map", id, new BpfMapHandle(kernel), access);
}
