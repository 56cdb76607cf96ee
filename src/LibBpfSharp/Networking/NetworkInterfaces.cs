using LibBpfSharp.Interop;

namespace LibBpfSharp.Networking;

/// <summary>Finds network interfaces, in the network namespace of the calling thread.</summary>
internal static class NetworkInterfaces
{
    /// <summary>The index of an interface. One that was given by its index is not looked up.</summary>
    /// <exception cref="BpfAttachException"><see cref="BpfAttachError.TargetNotFound"/>: no interface has the name.</exception>
    public static int IndexOf(Kernel kernel, BpfInterface device)
    {
        Errno errno = device.TryFind(kernel, out int index, out string refusal);
        return errno switch
        {
            Errno.None => index,
            Errno.ENODEV => throw new BpfAttachException(refusal, BpfAttachError.TargetNotFound, errno, objectName: device.Name),
            _ => throw new BpfException(refusal, errno, objectName: device.Name),
        };
    }

    /// <summary>Whether there is an interface; asked where an errno leaves it open.</summary>
    public static bool Exists(Kernel kernel, int index)
    {
        using NetlinkSocket route = NetlinkSocket.Open(kernel, NetlinkFamily.Route);
        return Describe(route, index).Errno != Errno.ENODEV;
    }

    /// <summary>All the kernel tells of an interface.</summary>
    public static NetlinkReply Describe(NetlinkSocket route, int index)
        => route.Ask(NetlinkRequest.Of((ushort)RouteMessage.Getlink, new LinkHead { IfiIndex = index }));

    /// <summary>There is none with the index.</summary>
    public static BpfAttachException NotFound(BpfInterface device, Errno errno) => new(
        $"There is no interface {device} in the thread's network namespace (or no longer).", BpfAttachError.TargetNotFound, errno, objectName: device.ToString());
}
