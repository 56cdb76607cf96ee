using LibBpfSharp.Interop;

namespace LibBpfSharp;

public static partial class BpfFs
{
    /// <summary>Opens a pinned map; the same as <see cref="BpfMap.OpenPinned(string, BpfFileFlags)"/>.</summary>
    /// <inheritdoc cref="BpfMap.OpenPinned(string, BpfFileFlags)"/>
    public static BpfMap OpenMap(string path, BpfFileFlags flags = BpfFileFlags.None) => BpfMap.OpenPinned(path, flags);

    /// <summary>Opens a pinned program; the same as <see cref="BpfProgram.OpenPinned(string)"/>.</summary>
    /// <inheritdoc cref="BpfProgram.OpenPinned(string)"/>
    public static BpfProgram OpenProgram(string path) => BpfProgram.OpenPinned(path);

    /// <summary>Opens a pinned link, as an object of its kind; the same as <see cref="BpfLink.OpenPinned(string)"/>.</summary>
    /// <inheritdoc cref="BpfLink.OpenPinned(string)"/>
    public static BpfLink OpenLink(string path) => BpfLink.OpenPinned(path);

    /// <summary>Pins a map: the file keeps it, contents and all, until it is removed or the file system's last mount goes.</summary>
    /// <param name="map">The map. Unlike <see cref="BpfMap.Pin"/> it does not remember this pin: any number may be made, and <see cref="Unpin"/> removes each.</param>
    /// <param name="path">The file to make: in a BPF file system, its name without a dot. Missing parent directories are made, mode 0700; if pinning fails they are taken away again.</param>
    /// <remarks>The file gets mode 0600, less the umask. Linux 4.4. Links are pinned by <see cref="BpfLink.Pin"/> alone: disposing one must know whether a pin holds it.</remarks>
    /// <exception cref="ArgumentException">The path is empty, or ends as a directory does.</exception>
    /// <exception cref="InvalidOperationException">It is not in the kernel.</exception>
    /// <exception cref="BpfPinException">
    /// <see cref="BpfPinError.NotBpfFs"/>, <see cref="BpfPinError.AlreadyExists"/> or <see cref="BpfPinError.ReservedName"/>.
    /// </exception>
    /// <exception cref="BpfPermissionException">A directory may not be written.</exception>
    public static void Pin(BpfMap map, string path)
    {
        ArgumentNullException.ThrowIfNull(map);
        PinFiles.Pin(map.Handle, path);
    }

    /// <summary>Pins a program: the file keeps it in the kernel until it is removed or the file system's last mount goes.</summary>
    /// <param name="program">The program. Unlike <see cref="BpfProgram.Pin"/> it does not remember this pin: any number may be made, and <see cref="Unpin"/> removes each.</param>
    /// <param name="path">The file to make, as for a map.</param>
    /// <inheritdoc cref="Pin(BpfMap, string)"/>
    public static void Pin(BpfProgram program, string path)
    {
        ArgumentNullException.ThrowIfNull(program);
        PinFiles.Pin(program.Handle, path);
    }

    /// <summary>Removes a pin. What it held lives on while something else holds it.</summary>
    /// <param name="path">The pin.</param>
    /// <remarks>The file is gone at once; older kernels (5.10 does) give up what it held a moment later, after an RCU grace period.</remarks>
    /// <exception cref="BpfPinException"><see cref="BpfPinError.NotFound"/>, <see cref="BpfPinError.NotBpfFs"/>, or <see cref="BpfPinError.OtherKind"/>: it is a directory.</exception>
    /// <exception cref="BpfPermissionException">The directory may not be written.</exception>
    public static void Unpin(string path) => PinFiles.Unpin(path, Kernel.Running);
}
