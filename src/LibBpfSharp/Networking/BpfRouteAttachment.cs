using LibBpfSharp.Interop;

namespace LibBpfSharp.Networking;

/// <summary>A program attached to a route, which is made for it and taken away with it.</summary>
/// <remarks>
/// It stays when the process ends, until it is detached or the route goes, as with its interface.
/// Safe for several threads at once, as every <see cref="BpfAttachment"/> is.
/// </remarks>
public sealed class BpfRouteAttachment : BpfAttachment
{
    private readonly NetlinkSocket _route;
    private readonly ProgramRoute _description;

    private BpfRouteAttachment(NetlinkSocket route, ProgramRoute description) => (_route, _description) = (route, description);

    private protected override string Place => _description.Place;

    internal static BpfRouteAttachment Create(BpfProgramHandle program, BpfRouteOptions options)
    {
        ProgramRoute description = ProgramRoute.Describe(program, options);
        BpfRouteAttachment attachment = new(NetlinkSocket.Open(program.Kernel, NetlinkFamily.Route), description);
        attachment.Begin(program, own =>
        {
            NetlinkReply reply = description.Ask(attachment._route, RouteMessage.Newroute, own);
            if (reply.Errno != Errno.None) throw RouteFailure.OfAttach(description, reply);
        });
        return attachment;
    }

    private protected override void Remove()
    {
        NetlinkReply reply = _description.Ask(_route, RouteMessage.Delroute, Program);
        if (reply.Errno != Errno.None) throw RouteFailure.OfDetach(_description, reply);
    }

    private protected override void Release() => _route.Dispose();
}
