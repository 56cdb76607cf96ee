using LibBpfSharp.Interop;

namespace LibBpfSharp.Networking;

/// <summary>The queueing discipline <c>clsact</c>, which filters of an interface hang on, and filters of any parent. Linux 4.5.</summary>
public static class Clsact
{
    /// <summary>Adds <c>clsact</c> to an interface.</summary>
    /// <param name="device">The interface.</param>
    /// <returns>False if it, or the older <c>ingress</c>, was there already.</returns>
    /// <exception cref="BpfAttachException"><see cref="BpfAttachError.TargetNotFound"/>: there is no such interface.</exception>
    /// <exception cref="BpfNotSupportedException">The kernel has no <c>clsact</c>.</exception>
    /// <exception cref="BpfPermissionException">CAP_NET_ADMIN is missing.</exception>
    public static bool Add(BpfInterface device)
    {
        using TcFilters filters = TcFilters.Open(Kernel.Running, device, TcParent.Ingress);
        return Add(filters, device);
    }

    /// <summary>Takes <c>clsact</c> away from an interface, with all filters on it, whoever made them.</summary>
    /// <param name="device">The interface.</param>
    /// <returns>False if there was none.</returns>
    /// <exception cref="BpfAttachException"><see cref="BpfAttachError.TargetNotFound"/>: there is no such interface.</exception>
    /// <exception cref="BpfPermissionException">CAP_NET_ADMIN is missing.</exception>
    public static bool Remove(BpfInterface device)
    {
        using TcFilters filters = TcFilters.Open(Kernel.Running, device, TcParent.Ingress);
        NetlinkReply reply = filters.ChangeClsact(RouteMessage.Delqdisc);
        if (reply.Errno is Errno.ENOENT or Errno.EINVAL) return false;
        return reply.Errno == Errno.None ? true : throw TcFailure.OfClsact(device, "taken from", reply);
    }

    /// <summary>The filters at one parent that are programs or whose action is one, made by whomever, in the order they run in.</summary>
    /// <param name="device">The interface.</param>
    /// <param name="parent">A direction, or a class or discipline of the user's.</param>
    /// <exception cref="BpfAttachException"><see cref="BpfAttachError.TargetNotFound"/>: there is no such interface.</exception>
    /// <exception cref="BpfException">The kernel refuses.</exception>
    public static IReadOnlyList<TcFilterInfo> Query(BpfInterface device, TcParent parent)
    {
        using TcFilters filters = TcFilters.Open(Kernel.Running, device, parent);
        return filters.List();
    }

    internal static bool Add(TcFilters filters, BpfInterface device)
    {
        NetlinkReply reply = filters.ChangeClsact(RouteMessage.Newqdisc);
        if (reply.Errno == Errno.EEXIST) return false;
        return reply.Errno == Errno.None ? true : throw TcFailure.OfClsact(device, "added to", reply);
    }
}
