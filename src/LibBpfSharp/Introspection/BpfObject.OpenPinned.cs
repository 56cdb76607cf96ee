namespace LibBpfSharp;

public sealed partial class BpfObject
{
    /// <summary>Opens all that is pinned in a directory: what <see cref="PinMaps"/>, <see cref="PinPrograms"/> and <see cref="PinLinks"/> left there, or anybody else.</summary>
    /// <param name="directory">In a BPF file system. Directories in it are not entered, and symbolic links not followed.</param>
    /// <remarks>Links need Linux 5.7 and write permission on their files.</remarks>
    /// <exception cref="BpfPinException"><see cref="BpfPinError.NotFound"/>, <see cref="BpfPinError.NotBpfFs"/>, or <see cref="BpfPinError.OtherKind"/>: the path is no directory.</exception>
    /// <exception cref="BpfPermissionException">The directory or one of its files may not be used.</exception>
    public static BpfPinnedObject OpenPinned(string directory) => BpfPinnedObject.Open(directory, Kernel.Running);
}
