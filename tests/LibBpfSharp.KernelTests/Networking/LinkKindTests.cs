using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.KernelTests.Tracing;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Networking;

/// <summary>A link of the network that is opened again, by its id or its pin, is of the type of its kind.</summary>
public sealed class LinkKindTests
{
    public LinkKindTests() => Requires.Root();

    [Theory]
    [InlineData("xdp_any", BpfFeature.XdpLink)]
    [InlineData("tcx_in", BpfFeature.TcxLink)]
    [InlineData("dissector", BpfFeature.NetworkNamespaceLink)]
    [InlineData("netfilter", BpfFeature.NetfilterLink)]
    [InlineData("message", BpfFeature.SockmapLink)]
    public void A_link_comes_back_as_what_it_is_and_holds_its_program(string name, BpfFeature feature)
    {
        Requires.Feature(feature);
        using AttachedProgram program = NetworkProgram.Load(name);
        using var fileSystem = TestBpfFs.Mount();
        using TestNetwork network = TestNetwork.Enter();
        using BpfLink link = Attach(program, feature);
        link.Pin(fileSystem["link"]);
        using BpfLink byId = BpfLink.OpenById(link.Id), byPin = BpfLink.OpenPinned(fileSystem["link"]);
        Assert.All([byId, byPin], again => Assert.Equal((link.GetType(), link.Info.GetType(), link.ProgramId), (again.GetType(), again.Info.GetType(), again.ProgramId)));
        Assert.False(link.DetachesWithOwner);
        link.Unpin();
    }

    private static BpfLink Attach(AttachedProgram attached, BpfFeature feature) => feature switch
    {
        BpfFeature.XdpLink => attached.Program.AttachXdp("right"),
        BpfFeature.TcxLink => attached.Program.AttachTcx("right", TcDirection.Ingress),
        BpfFeature.NetworkNamespaceLink => attached.Program.AttachNetns(),
        BpfFeature.NetfilterLink => attached.Program.AttachNetfilter(new() { Family = NetfilterFamily.Ipv4, Hook = NetfilterHook.LocalIn }),
        _ => attached.Program.AttachSockmap(attached.Object.Maps["sockets"]),
    };
}
