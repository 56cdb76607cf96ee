using LibBpfSharp.Interop;

namespace LibBpfSharp;

public sealed partial class BpfProgram
{
    private readonly RememberedPin _pin = new();

    private BpfProgram(BpfProgramHandle handle, BpfProgramInfo info, string? pinPath)
    {
        _handle = handle;
        _type = info.Type;
        Name = info.Name;
        SectionName = string.Empty;
        _pin.Place = pinPath;
    }

    /// <summary>Where this object pinned the program or opened it by; <c>null</c> if it did neither.</summary>
    public string? PinPath => _pin.Place;

    /// <summary>Opens a pinned program.</summary>
    /// <param name="path">The pin.</param>
    /// <remarks>
    /// Its <see cref="Name"/> is what the kernel kept of it, up to 15 characters. The kernel does not tell what attach type it was loaded for:
    /// name one when attaching. Disposing leaves the pin.
    /// </remarks>
    /// <exception cref="BpfPinException"><see cref="BpfPinError.NotFound"/>, <see cref="BpfPinError.OtherKind"/> or <see cref="BpfPinError.NotBpfFs"/>.</exception>
    /// <exception cref="BpfPermissionException">The file's mode does not allow it.</exception>
    public static BpfProgram OpenPinned(string path) => OpenPinned(path, Kernel.Running);

    /// <summary>Pins the program in a BPF file system: it then stays in the kernel when nothing else holds it.</summary>
    /// <inheritdoc cref="BpfFs.Pin(BpfMap, string)"/>
    /// <exception cref="InvalidOperationException">The program is not loaded, or this object has pinned it already.</exception>
    public void Pin(string path) => _pin.Make(Handle, path, $"Program '{Name}'");

    /// <summary>Removes the pin. The program stays in the kernel while links, maps or descriptors hold it.</summary>
    /// <remarks>Looks first whether the pin is still this object's, and then removes it: what somebody puts there between the two is removed. The kernel has no call that does both.</remarks>
    /// <exception cref="InvalidOperationException">This object knows no pin of the program.</exception>
    /// <exception cref="BpfPinException">
    /// <see cref="BpfPinError.NotFound"/>: somebody else removed it; <see cref="BpfPinError.OtherKind"/> or <see cref="BpfPinError.OtherObject"/>: and put something else there, which stays.
    /// <see cref="PinPath"/> is <c>null</c> then.
    /// </exception>
    public void Unpin() => _pin.Remove(Handle, $"Program '{Name}'");

    /// <inheritdoc cref="BpfMap.PinUndoably(string)"/>
    internal Action PinUndoably(string path) => _pin.Ensure(Handle, path, $"Program '{Name}'");

    internal static BpfProgram OpenPinned(string path, Kernel kernel) => OfHandle(PinFiles.OpenProgram(path, kernel), Path.GetFullPath(path));

    /// <summary>A program of no object, which owns the handle.</summary>
    internal static BpfProgram OfHandle(BpfProgramHandle handle, string? pinPath)
        => handle.GiveTo(handle => new BpfProgram(handle, BpfProgramInfo.Read(handle), pinPath));
}
