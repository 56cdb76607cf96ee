using System.Buffers.Binary;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Networking;

/// <summary>The filters at one parent of an interface, by netlink.</summary>
/// <remarks>The socket stays in the network namespace it was opened in, whichever the calling thread is in later.</remarks>
internal sealed class TcFilters : IDisposable
{
    private const string Kind = "bpf";
    private const uint DirectAction = 1; // TCA_BPF_FLAG_ACT_DIRECT
    private const int Pipe = 3; // TC_ACT_PIPE
    private const ulong TakeAll = 0xFFFF_FFFF_0000_0006; // one classic instruction: return −1

    private readonly NetlinkSocket _route;
    private readonly BpfInterface _device;

    private TcFilters(NetlinkSocket route, BpfInterface device, int index, TcParent parent)
    {
        (_route, _device) = (route, device);
        (Index, Parent) = (index, parent);
    }

    /// <summary>The first of a filter's actions.</summary>
    private enum ActionNumber : ushort
    {
        First = 1,
    }

    public int Index { get; }

    public TcParent Parent { get; }

    public string Place => $"{Parent} of interface {_device}";

    public static TcFilters Open(Kernel kernel, BpfInterface device, TcParent parent)
    {
        int index = NetworkInterfaces.IndexOf(kernel, device);
        return new(NetlinkSocket.Open(kernel, NetlinkFamily.Route), device, index, parent);
    }

    /// <summary>Adds <c>clsact</c> to the interface, or takes it away with all its filters.</summary>
    public NetlinkReply ChangeClsact(RouteMessage change)
    {
        const uint Own = 0xFFFF_0000, Clsact = 0xFFFF_FFF1; // TC_H_CLSACT
        NetlinkFlags flags = change == RouteMessage.Newqdisc ? NetlinkFlags.Create | NetlinkFlags.Excl : NetlinkFlags.None;
        return _route.Ask(NetlinkRequest.Of((ushort)change, new TrafficHead { TcmIfindex = Index, TcmHandle = Own, TcmParent = Clsact }, flags)
            .PutText(TrafficAttribute.Kind, "clsact"));
    }

    /// <summary>Makes a filter.</summary>
    /// <returns>What the kernel made of it.</returns>
    public TcFilterInfo Add(BpfProgramHandle program, string name, bool isAction, TcFilterOptions options)
    {
        using HandleHold hold = program.Hold();
        int descriptor = hold.Descriptor;
        NetlinkFlags flags = NetlinkFlags.Create | NetlinkFlags.Echo | (options.Replace ? NetlinkFlags.Replace : NetlinkFlags.Excl);
        NetlinkReply reply = _route.Ask(NetlinkRequest.Of((ushort)RouteMessage.Newtfilter, Head(options.Handle, options.Priority, options.Protocol), flags)
            .PutText(TrafficAttribute.Kind, Kind)
            .Nest(TrafficAttribute.Options, filter => Fill(filter, descriptor, name, isAction, options)));
        if (reply.Errno != Errno.None) throw TcFailure.OfAttach(name, this, _device, isAction, reply);
        return reply.Messages.Select(Read).FirstOrDefault(static made => made is { Handle: not 0, Priority: not 0 })
            ?? throw new BpfException($"The kernel made a filter at {Place} and does not tell which.", Errno.None, objectName: _device.ToString());
    }

    /// <summary>Takes a filter away.</summary>
    public NetlinkReply Remove(TcFilterInfo filter)
        => _route.Ask(NetlinkRequest.Of((ushort)RouteMessage.Deltfilter, Head(filter.Handle, filter.Priority, filter.Protocol)).PutText(TrafficAttribute.Kind, Kind));

    /// <summary>All filters that are programs.</summary>
    public IReadOnlyList<TcFilterInfo> List()
    {
        NetlinkReply reply = _route.Ask(NetlinkRequest.Of((ushort)RouteMessage.Gettfilter, Head(0, 0, 0), NetlinkFlags.Dump));
        if (reply.Errno is Errno.ENODEV) throw NetworkInterfaces.NotFound(_device, reply.Errno);
        if (reply.Errno != Errno.None) throw NetworkFailure.Of(reply.Kernel, $"The filters at {Place} cannot be listed", _device.ToString(), reply.Errno, hint: reply.Text);
        return [.. reply.Messages.Where(static message => message.Attributes<TrafficHead>().Text(TrafficAttribute.Kind) == Kind).Select(Read).Where(static filter => filter.Handle != 0)];
    }

    /// <summary>Whether the parent is there. Filters of one that is not are none: the kernel tells of no error.</summary>
    public bool HasParent()
    {
        uint discipline = Parent.Handle & 0xFFFF_0000;
        return _route.Ask(NetlinkRequest.Of((ushort)RouteMessage.Getqdisc, new TrafficHead { TcmIfindex = Index }, NetlinkFlags.Dump)).Messages
            .Select(static message => message.Head<TrafficHead>()).Any(head => head.TcmIfindex == Index && head.TcmHandle == discipline);
    }

    public void Dispose() => _route.Dispose();

    private static void Fill(NetlinkRequest filter, int program, string name, bool isAction, TcFilterOptions options)
    {
        if (!isAction)
        {
            filter.Put(FilterAttribute.Fd, program).PutText(FilterAttribute.Name, name);
            if (options.DirectAction) filter.Put(FilterAttribute.Flags, DirectAction);
            return;
        }

        // An action needs a filter that takes the packet: one of a single classic instruction, which every kernel with this kind of filter has.
        filter.Put(FilterAttribute.OpsLen, (ushort)1).Put(FilterAttribute.Ops, TakeAll)
            .Nest(FilterAttribute.Act, actions => actions.Nest(ActionNumber.First, action => action
                .PutText(ActionAttribute.Kind, Kind)
                .Nest(ActionAttribute.Options, bpf => bpf
                    .Put(ProgramActionAttribute.Parms, new ActionParameters { Action = Pipe })
                    .Put(ProgramActionAttribute.Fd, program)
                    .PutText(ProgramActionAttribute.Name, name))));
    }

    private static TcFilterInfo Read(NetlinkMessage message)
    {
        TrafficHead head = message.Head<TrafficHead>();
        NetlinkAttributes options = message.Attributes<TrafficHead>().Nested(TrafficAttribute.Options);
        NetlinkAttributes action = options.Nested(FilterAttribute.Act).Nested(ActionNumber.First).Nested(ActionAttribute.Options);
        bool isAction = options.Number(FilterAttribute.Id) is null && !action.IsEmpty;
        return new()
        {
            Handle = head.TcmHandle,
            Priority = (ushort)(head.TcmInfo >> 16),
            Protocol = NetworkOrder((ushort)head.TcmInfo),
            ProgramId = (isAction ? action.Number(ProgramActionAttribute.Id) : options.Number(FilterAttribute.Id)) ?? 0,
            Name = isAction ? action.Text(ProgramActionAttribute.Name) : options.Text(FilterAttribute.Name),
            IsDirectAction = ((options.Number(FilterAttribute.Flags) ?? 0) & DirectAction) != 0,
            IsAction = isAction,
        };
    }

    private TrafficHead Head(uint handle, ushort priority, ushort protocol) => new()
    {
        TcmIfindex = Index,
        TcmHandle = handle,
        TcmParent = Parent.Handle,
        TcmInfo = ((uint)priority << 16) | NetworkOrder(protocol),
    };

    private static ushort NetworkOrder(ushort number) => BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(number) : number;
}
