namespace LibBpfSharp.Interop;

/// <summary>Looks network interfaces up by name, in the network namespace of the calling thread.</summary>
internal static class InterfaceLookup
{
    private const int LongestName = 15; // IFNAMSIZ, less the zero

    /// <summary>The index of the interface with a name, or with it as an alternative one.</summary>
    /// <param name="kernel">The kernel to ask.</param>
    /// <param name="name">The name.</param>
    /// <param name="index">The index.</param>
    /// <param name="refusal">Where there is none, the reason as a sentence.</param>
    /// <returns><see cref="Errno.ENODEV"/> where no interface has the name.</returns>
    public static Errno TryFind(Kernel kernel, string name, out int index, out string refusal)
    {
        using NetlinkSocket route = NetlinkSocket.Open(kernel, NetlinkFamily.Route);
        NetlinkReply reply = route.Ask(
            NetlinkRequest.Of((ushort)RouteMessage.Getlink, default(LinkHead)).PutText(name.Length > LongestName ? LinkAttribute.AltIfname : LinkAttribute.Ifname, name));
        (index, refusal) = (0, "");
        if (reply is { Errno: Errno.None, Messages: [NetlinkMessage found, ..] })
        {
            index = found.Head<LinkHead>().IfiIndex;
            return Errno.None;
        }

        bool isAbsent = reply.Errno is Errno.None or Errno.ENODEV or Errno.EINVAL or Errno.ENAMETOOLONG or Errno.ERANGE;
        refusal = isAbsent
            ? $"There is no interface '{name}' in the thread's network namespace. {Others(route, name)}"
            : $"The interface '{name}' cannot be looked up: {reply.Describe()}.";
        return isAbsent ? Errno.ENODEV : reply.Errno;
    }

    private static string Others(NetlinkSocket route, string name)
    {
        string[] names = [.. route.Ask(NetlinkRequest.Of((ushort)RouteMessage.Getlink, default(LinkHead), NetlinkFlags.Dump)).Messages
            .Select(static message => message.Attributes<LinkHead>().Text(LinkAttribute.Ifname)).OfType<string>()];
        return NearestName.Suggest(name, names) is { } near ? $"Did you mean '{near}'?" : $"There are: {string.Join(", ", names)}.";
    }
}
