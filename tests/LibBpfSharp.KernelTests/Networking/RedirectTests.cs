using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.KernelTests.Tracing;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Networking;

/// <summary>Programs in the values of device and CPU maps: they run on what is redirected there.</summary>
public sealed class RedirectTests
{
    public RedirectTests() => Requires.Root();

    [Fact]
    public void A_program_runs_on_what_is_redirected_to_its_device() => RunsOnRedirected("to_device", "at_device", static (bpf, network, program) =>
    {
        BpfDeviceMap devices = bpf.Maps["devices"].AsDeviceMap();
        devices.Set(0, "right", program);
        Assert.True(devices.TryGet(0, out BpfDeviceTarget target));
        Assert.Equal(network.Right.Index, target.Interface);
        return target.ProgramId;
    });

    [Fact]
    public void A_program_runs_on_what_is_redirected_to_its_processor() => RunsOnRedirected("to_cpu", "at_cpu", static (bpf, _, program) =>
    {
        BpfCpuMap processors = bpf.Maps["cpus"].AsCpuMap();
        processors.Set(0, 128, program);
        Assert.True(processors.TryGet(0, out BpfCpuTarget target));
        return target.ProgramId;
    });

    private static void RunsOnRedirected(string redirecting, string receiving, Func<BpfObject, TestNetwork, BpfProgram, uint> put)
    {
        using BpfObject bpf = BpfObject.Open(BpfFixtures.Path("redirect"));
        bpf.Load();
        using TestNetwork network = TestNetwork.Enter();

        // A pair takes what is redirected to one end only if the other has XDP of its own.
        using AttachedProgram peer = NetworkProgram.Load("xdp_other");
        using XdpLink other = peer.Program.AttachXdp("left");
        Assert.Equal(bpf.Programs[receiving].Info.Id, put(bpf, network, bpf.Programs[receiving]));
        using XdpLink link = bpf.Programs[redirecting].AttachXdp("right");
        Eventually.True(() =>
        {
            network.SendDatagram();
            return bpf.Variables["hits"].Get<ulong>() > 0;
        });
    }
}
