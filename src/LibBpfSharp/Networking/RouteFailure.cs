using LibBpfSharp.Interop;

namespace LibBpfSharp.Networking;

/// <summary>Words what the kernel answered to calls about routes with programs.</summary>
internal static class RouteFailure
{
    public static BpfException OfAttach(ProgramRoute route, NetlinkReply reply)
    {
        if (reply.Errno == Errno.ENODEV) return NetworkInterfaces.NotFound(route.Options.Interface, reply.Errno);
        bool isSegment = route.ProgramType == BpfProgramType.LwtSeg6local;
        if (reply.Errno == Errno.EOPNOTSUPP)
        {
            return new BpfNotSupportedException(
                isSegment ? "routes that end segments by a program" : "routes with programs", new Version(4, isSegment ? 18 : 10), reply.Errno, objectName: route.ProgramName,
                hint: $"{Said(reply)}The kernel's option is {(isSegment ? "IPV6_SEG6_BPF" : "LWTUNNEL_BPF")}.");
        }

        string? hint = reply.Errno switch
        {
            Errno.EEXIST => "There is a route to the same destination. Choose another metric or table.",
            Errno.ENETUNREACH or Errno.EHOSTUNREACH => "The gateway cannot be reached by the interface, or the interface is down.",
            Errno.ENETDOWN => "The interface is down.",
            Errno.EINVAL => "The program must be of type LwtIn, LwtOut, LwtXmit or, for IPv6, LwtSeg6local; headroom is for LwtXmit.",
            _ => null,
        };
        BpfAttachError? reason = reply.Errno is Errno.ENETUNREACH or Errno.EHOSTUNREACH or Errno.ENETDOWN ? BpfAttachError.InvalidOptions : null;
        return NetworkFailure.OfAttach(reply.Kernel, route.ProgramName, route.Place, reply.Errno, hint: Said(reply) + hint, reason: reason);
    }

    public static BpfException OfDetach(ProgramRoute route, NetlinkReply reply)
    {
        string what = $"The program cannot be detached from {route.Place}";
        return reply.Errno is Errno.ESRCH or Errno.ENODEV
            ? new BpfAttachException($"{what}: the route or its interface is gone ({reply.Describe()}).", BpfAttachError.NotAttached, reply.Errno, objectName: route.ProgramName)
            : NetworkFailure.Of(reply.Kernel, what, route.ProgramName, reply.Errno, hint: Said(reply));
    }

    private static string Said(NetlinkReply reply) => reply.Text is null ? "" : $"The kernel says: {reply.Text}. ";
}
