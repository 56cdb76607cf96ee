using LibBpfSharp.Interop;

namespace LibBpfSharp.Networking;

/// <summary>A program attached to a route, which is made for it and taken away with it.</summary>
/// <remarks>It stays when the process ends, until it is detached or the route goes, as with its interface.</remarks>
public sealed class BpfRouteAttachment : BpfAttachment
{
    private readonly NetlinkSocket _route;
    private readonly ProgramRoute _description;

    private BpfRouteAttachment(NetlinkSocket route, BpfProgramHandle program, ProgramRoute description)
        : base(program) => (_route, _description) = (route, description);

    private protected override string Place => _description.Place;

    internal static BpfRouteAttachment Create(BpfProgramHandle program, BpfRouteOptions options)
    {
        BpfProgramHandle? own = null;
        NetlinkSocket? route = null;
        try
        {
            own = program.Duplicate();
            ProgramRoute description = ProgramRoute.Describe(own, options);
            route = NetlinkSocket.Open(program.Kernel, NetlinkFamily.Route);
            NetlinkReply reply = description.Ask(route, RouteMessage.Newroute, own);
            return reply.Errno == Errno.None ? new(route, own, description) : throw RouteFailure.OfAttach(description, reply);
        }
        catch
        {
            own?.Dispose();
            route?.Dispose();
            throw;
        }
    }

    private protected override void Remove()
    {
        NetlinkReply reply = _description.Ask(_route, RouteMessage.Delroute, Program);
        if (reply.Errno != Errno.None) throw RouteFailure.OfDetach(_description, reply);
    }

    private protected override void Release() => _route.Dispose();
}
