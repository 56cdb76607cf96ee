using LibBpfSharp.KernelTests.Networking;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.KernelTests.Tracing;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Examples;

public sealed class NetworkExamples : Example
{
    [Fact]
    public void Packets_are_seen_by_XDP()
    {
        Requires.Feature(BpfFeature.XdpLink);
        using AttachedProgram attached = NetworkProgram.Load("xdp_any");
        using TestNetwork network = TestNetwork.Enter(right: "eth0");
        BpfProgram program = attached.Program;

        // example: BpfProgram.AttachXdp
        using XdpLink link = program.AttachXdp("eth0", new() { Mode = XdpMode.Generic }); // by name, number or BpfInterface
        // end example
        attached.Runs(network.SendDatagram);
    }

    [Fact]
    public void Packets_are_seen_by_tcx()
    {
        Requires.Feature(BpfFeature.TcxLink);
        using AttachedProgram attached = NetworkProgram.Load("tcx_in"), before = NetworkProgram.Load("tcx_in");
        using TestNetwork network = TestNetwork.Enter(right: "eth0");
        (BpfProgram program, BpfProgram earlier) = (attached.Program, before.Program);

        // example: BpfProgram.AttachTcx
        using TcxLink link = program.AttachTcx("eth0", TcDirection.Ingress);
        using TcxLink first = earlier.AttachTcx("eth0", TcDirection.Ingress, new() { Position = BpfAttachPosition.Before(link) });
        // end example
        attached.Runs(network.SendDatagram);
        before.Runs(network.SendDatagram);
    }

    [Fact]
    public void Packets_are_seen_by_traffic_control()
    {
        using AttachedProgram attached = NetworkProgram.Load("classifier");
        using TestNetwork network = TestNetwork.Enter(right: "eth0");
        BpfProgram program = attached.Program;

        // example: BpfProgram.AttachTc
        using IBpfAttachment attachment = program.AttachTc("eth0", TcDirection.Ingress); // by tcx, or by a filter on kernels before 6.6
        // end example
        attached.Runs(network.SendDatagram);
    }
}
