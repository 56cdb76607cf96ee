using LibBpfSharp.Interop;
using LibBpfSharp.Loading;

namespace LibBpfSharp;

public sealed partial class BpfMap
{
    /// <summary>Makes a map that belongs to no object.</summary>
    /// <param name="options">The map.</param>
    /// <remarks>It is the caller's to dispose. Maps of type struct_ops come from objects only, since their values are programs.</remarks>
    /// <exception cref="BpfPermissionException">The process may not make it.</exception>
    /// <exception cref="BpfException">The kernel refuses: EINVAL for sizes or flags that do not fit the type, E2BIG for too large keys or values.</exception>
    /// <example>
    /// <code>
    /// using BpfMap squares = BpfMap.Create(new()
    /// {
    ///     Name = "squares",
    ///     Type = BpfMapType.Hash,
    ///     KeySize = sizeof(uint),
    ///     ValueSize = sizeof(ulong),
    ///     MaxEntries = 100,
    /// });
    /// </code>
    /// </example>
    public static BpfMap Create(BpfMapOptions options) => Create(options, Kernel.Running);

    /// <summary>Opens a map by its id, whoever made it (4.13).</summary>
    /// <param name="id">The id, as <see cref="BpfMapInfo.Id"/> tells it.</param>
    /// <param name="access"><see cref="BpfFileFlags.Rdonly"/> or <see cref="BpfFileFlags.Wronly"/> for a map whose elements can only be read or written through this object (4.15).</param>
    /// <exception cref="BpfPermissionException">CAP_SYS_ADMIN is missing.</exception>
    /// <exception cref="BpfException">There is no such map (ENOENT), or the kernel refuses.</exception>
    public static BpfMap OpenById(uint id, BpfFileFlags access = BpfFileFlags.None) => OpenById(id, Kernel.Running, access);

    internal static BpfMap OpenById(uint id, Kernel kernel, BpfFileFlags access = BpfFileFlags.None) => OfHandle(ObjectIds.OpenMap(kernel, id, access), null);

    internal static BpfMap Create(BpfMapOptions options, Kernel kernel)
    {
        ArgumentNullException.ThrowIfNull(options);
        return OfHandle(StandaloneMap.Create(options, kernel), null, options.Name);
    }
}
