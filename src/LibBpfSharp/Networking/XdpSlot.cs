using LibBpfSharp.Interop;

namespace LibBpfSharp.Networking;

/// <summary>The place of an interface that an XDP program is put to by netlink.</summary>
/// <remarks>Its socket stays in the network namespace it was opened in, whichever the calling thread is in later.</remarks>
internal sealed class XdpSlot : IDisposable
{
    private const uint OnlyIfNone = 1; // XDP_FLAGS_UPDATE_IF_NOEXIST
    private const uint OnlyIfExpected = 16; // XDP_FLAGS_REPLACE
    private const int NoProgram = -1;

    private readonly NetlinkSocket _route;
    private readonly BpfInterface _device;

    private XdpSlot(NetlinkSocket route, BpfInterface device, int index, XdpMode mode)
    {
        (_route, _device) = (route, device);
        (Index, Mode) = (index, mode);
    }

    public int Index { get; }

    public XdpMode Mode { get; }

    public string Place => $"XDP of interface {_device}";

    public static XdpSlot Open(Kernel kernel, BpfInterface device, XdpMode mode)
    {
        int index = NetworkInterfaces.IndexOf(kernel, device);
        return new(NetlinkSocket.Open(kernel, NetlinkFamily.Route), device, index, mode);
    }

    public void Set(BpfProgramHandle program, XdpByNetlinkOptions options)
    {
        uint condition = options.Replaced is not null ? OnlyIfExpected : options.Overwrite ? 0 : OnlyIfNone;
        using HandleHold hold = program.Hold();
        using HandleHold expected = new(options.Replaced);
        NetlinkReply reply = Ask(hold.Descriptor, condition, expected.Descriptor);
        if (reply.Errno != Errno.None)
            throw XdpFailure.Of(BpfProgramInfo.Read(program).Name, _device, reply, options, () => Xdp.Query(_route, Index, _device));
    }

    /// <summary>Takes a program off, and no other.</summary>
    public void Clear(BpfProgramHandle program)
    {
        using HandleHold expected = program.Hold();
        NetlinkReply reply = Ask(NoProgram, OnlyIfExpected, expected.Descriptor);
        if (reply.Errno == Errno.None) return;
        string what = $"The program cannot be detached from {Place}";
        throw reply.Errno is Errno.EEXIST or Errno.ENODEV or Errno.ENOENT
            ? new BpfAttachException($"{what}: it was detached or replaced, or the interface is gone ({reply.Describe()}).", BpfAttachError.NotAttached, reply.Errno, objectName: _device.ToString())
            : NetworkFailure.Of(reply.Kernel, what, _device.ToString(), reply.Errno, hint: reply.Text);
    }

    public void Dispose() => _route.Dispose();

    private NetlinkReply Ask(int program, uint condition, int expected)
        => _route.Ask(NetlinkRequest.Of((ushort)RouteMessage.Setlink, new LinkHead { IfiIndex = Index }).Nest(LinkAttribute.Xdp, xdp =>
        {
            xdp.Put(XdpAttribute.Fd, program).Put(XdpAttribute.Flags, (uint)Mode | condition);
            if (condition == OnlyIfExpected) xdp.Put(XdpAttribute.ExpectedFd, expected);
        }));
}
