using LibBpfSharp.Interop;

namespace LibBpfSharp.Introspection;

public static partial class KernelObjects
{
    /// <summary>Every map the kernel holds (4.13). Walked anew at each enumeration.</summary>
    /// <exception cref="BpfPermissionException">CAP_SYS_ADMIN is missing.</exception>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public static IEnumerable<BpfMapInfo> Maps() => Maps(Kernel.Running);

    /// <summary>Opens a map by its id (4.13).</summary>
    /// <param name="id">The id.</param>
    /// <param name="access"><see cref="BpfFileFlags.Rdonly"/> or <see cref="BpfFileFlags.Wronly"/> to ask for less than both (4.15).</param>
    /// <exception cref="BpfPermissionException">CAP_SYS_ADMIN is missing.</exception>
    /// <exception cref="BpfException">There is no such map (ENOENT), or the kernel refuses.</exception>
    public static BpfMapHandle OpenMap(uint id, BpfFileFlags access = BpfFileFlags.None) => OpenMap(Kernel.Running, id, access);

    internal static IEnumerable<BpfMapInfo> Maps(Kernel kernel) => Infos(
        kernel, BpfCommand.MapGetNextId, BpfCommand.MapGetFdById, "map", kernel => new BpfMapHandle(kernel), BpfMapInfo.Read);

    internal static BpfMapHandle OpenMap(Kernel kernel, uint id, BpfFileFlags access = BpfFileFlags.None) =>
        Open(kernel, BpfCommand.MapGetFdById, "map", id, new BpfMapHandle(kernel), access);
}
