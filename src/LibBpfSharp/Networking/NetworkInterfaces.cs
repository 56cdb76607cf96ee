using LibBpfSharp.Interop;

namespace LibBpfSharp.Networking;

/// <summary>Finds network interfaces, in the network namespace of the calling thread.</summary>
internal static class NetworkInterfaces
{
    private const int LongestName = 15; // IFNAMSIZ, less the zero

    /// <summary>The index of an interface. One that was given by its index is not looked up.</summary>
    /// <exception cref="BpfAttachException"><see cref="BpfAttachError.TargetNotFound"/>: no interface has the name.</exception>
    public static int IndexOf(Kernel kernel, BpfInterface device)
    {
        if (device.Name is not { } name)
            return device.Index > 0 ? device.Index : throw new ArgumentException("No interface is given.", nameof(device));

        using NetlinkSocket route = NetlinkSocket.Open(kernel, NetlinkFamily.Route);
        NetlinkReply reply = route.Ask(
            NetlinkRequest.Of((ushort)RouteMessage.Getlink, default(LinkHead)).PutText(name.Length > LongestName ? LinkAttribute.AltIfname : LinkAttribute.Ifname, name));
        return reply is { Errno: Errno.None, Messages: [NetlinkMessage found, ..] } ? found.Head<LinkHead>().IfiIndex : throw NotFound(route, name, reply);
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

    private static BpfException NotFound(NetlinkSocket route, string name, NetlinkReply reply)
    {
        if (reply.Errno is not (Errno.None or Errno.ENODEV or Errno.EINVAL or Errno.ENAMETOOLONG or Errno.ERANGE))
            return new BpfException($"The interface '{name}' cannot be looked up: {reply.Describe()}.", reply.Errno, objectName: name);

        string[] names = [.. route.Ask(NetlinkRequest.Of((ushort)RouteMessage.Getlink, default(LinkHead), NetlinkFlags.Dump)).Messages
            .Select(static message => message.Attributes<LinkHead>().Text(LinkAttribute.Ifname)).OfType<string>()];
        string next = NearestName.Suggest(name, names) is { } near ? $"Did you mean '{near}'?" : $"There are: {string.Join(", ", names)}.";
        return new BpfAttachException(
            $"There is no interface '{name}' in the thread's network namespace. {next}", BpfAttachError.TargetNotFound, Errno.ENODEV, objectName: name);
    }
}
