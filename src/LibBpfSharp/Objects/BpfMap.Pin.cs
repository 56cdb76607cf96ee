using LibBpfSharp.Interop;

namespace LibBpfSharp;

public sealed partial class BpfMap
{
    private BpfMap(BpfMapHandle handle, BpfMapInfo info, string? pinPath, string? name = null)
    {
        Name = name ?? info.Name;
        _type = info.Type;
        _keySize = (uint)info.KeySize;
        _valueSize = (uint)info.ValueSize;
        _flags = info.Flags;
        _mapExtra = info.MapExtra;
        _maxEntries = info.MaxEntries;
        _pin.Place = pinPath;
        SetLoaded(handle);
    }

    /// <summary>Opens a pinned map.</summary>
    /// <param name="path">The pin.</param>
    /// <param name="flags"><see cref="BpfFileFlags.Rdonly"/> or <see cref="BpfFileFlags.Wronly"/> for a map whose elements can only be read or written through this object.</param>
    /// <remarks>Its <see cref="Name"/> is what the kernel kept of it, up to 15 characters. Disposing leaves the pin.</remarks>
    /// <exception cref="BpfPinException"><see cref="BpfPinError.NotFound"/>, <see cref="BpfPinError.OtherKind"/> or <see cref="BpfPinError.NotBpfFs"/>.</exception>
    /// <exception cref="BpfPermissionException">The file's mode does not allow it.</exception>
    public static BpfMap OpenPinned(string path, BpfFileFlags flags = BpfFileFlags.None) => OpenPinned(path, flags, Kernel.Running);

    /// <summary>Pins the map in a BPF file system: map and contents then outlive the process.</summary>
    /// <inheritdoc cref="BpfFs.Pin(BpfMap, string)"/>
    /// <exception cref="InvalidOperationException">The map is not in the kernel, or this object has pinned it already, by its <see cref="PinPath"/> at the load for one.</exception>
    /// <example>
    /// <code>
    /// map.Pin(pin);                                          // "/sys/fs/bpf/web/counters"
    /// using BpfMap same = BpfMap.OpenPinned(pin);            // in this process or in another
    /// </code>
    /// </example>
    public void Pin(string path) => _pin.Make(Handle, path, $"Map '{Name}'");

    /// <summary>Removes the pin at <see cref="PinPath"/>. The map stays in the kernel while programs or descriptors hold it.</summary>
    /// <remarks>Looks first whether the pin is still this object's, and then removes it: what somebody puts there between the two is removed. The kernel has no call that does both.</remarks>
    /// <exception cref="InvalidOperationException">The map is not in the kernel, or this object knows no pin of it.</exception>
    /// <exception cref="BpfPinException">
    /// <see cref="BpfPinError.NotFound"/>: somebody else removed it; <see cref="BpfPinError.OtherKind"/> or <see cref="BpfPinError.OtherObject"/>: and put something else there, which stays.
    /// <see cref="PinPath"/> is <c>null</c> then.
    /// </exception>
    public void Unpin() => _pin.Remove(Handle, $"Map '{Name}'");

    /// <summary>Pins, unless it is pinned there already, and tells how to take it back with the directories made for it.</summary>
    internal Action PinUndoably(string path) => _pin.Ensure(Handle, path, $"Map '{Name}'");

    internal static BpfMap OpenPinned(string path, BpfFileFlags flags, Kernel kernel) => OfHandle(PinFiles.OpenMap(path, flags, kernel), Path.GetFullPath(path));

    /// <summary>A map of no object, which owns the handle.</summary>
    internal static BpfMap OfHandle(BpfMapHandle handle, string? pinPath, string? name = null)
        => handle.GiveTo(handle => new BpfMap(handle, BpfMapInfo.Read(handle), pinPath, name));
}
