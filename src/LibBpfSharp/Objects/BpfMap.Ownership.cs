namespace LibBpfSharp;

public sealed partial class BpfMap
{
    /// <summary>Makes a map of a handle: of a descriptor that another library gave, say.</summary>
    /// <param name="handle">The handle, which belongs to the map from then on: disposing the map disposes it. After an exception it is still the caller's.</param>
    /// <remarks>Its <see cref="Name"/> is what the kernel kept of it, up to 15 characters. <see cref="OpenPinned(string, BpfFileFlags)"/>, <see cref="OpenById(uint, BpfFileFlags)"/> and <see cref="ReceiveFrom(System.Net.Sockets.Socket)"/> need no handle.</remarks>
    /// <exception cref="ArgumentException">The descriptor is no map: it is another kind of object, a file, or not open.</exception>
    /// <exception cref="ObjectDisposedException">The handle is disposed.</exception>
    /// <exception cref="BpfException">The kernel does not tell about the map (4.13).</exception>
    public static BpfMap FromHandle(BpfMapHandle handle)
    {
        handle.Require(BpfPinKind.Map);
        return new(handle, BpfMapInfo.Read(handle), pinPath: null);
    }
}
