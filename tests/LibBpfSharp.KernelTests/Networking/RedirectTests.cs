using System.Buffers.Binary;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.KernelTests.Tracing;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Networking;

/// <summary>Programs in the values of device and CPU maps: they run on what is redirected there.</summary>
public sealed class RedirectTests
{
    public RedirectTests() => Requires.Root();

    [Theory]
    [InlineData("devices", "to_device", "at_device")]
    [InlineData("cpus", "to_cpu", "at_cpu")]
    public void A_program_runs_on_what_is_redirected_to_it(string mapName, string redirecting, string receiving)
    {
        using BpfObject bpf = BpfObject.Open(BpfFixtures.Path("redirect"));
        bpf.Load();
        using TestNetwork network = TestNetwork.Enter();

        // The first field is the interface, or the length of the CPU's queue; the second the program's descriptor.
        BpfProgramHandle program = bpf.Programs[receiving].Handle;
        byte[] value = new byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(value, mapName == "devices" ? network.Right.Index : 128);
        BinaryPrimitives.WriteInt32LittleEndian(value.AsSpan(4), (int)program.DangerousGetHandle());

        // A pair takes what is redirected to one end only if the other has XDP of its own.
        using AttachedProgram peer = NetworkProgram.Load("xdp_other");
        using XdpLink other = peer.Program.AttachXdp("left");
        bpf.Maps[mapName].Update(new byte[4], value);
        Assert.Equal(bpf.Programs[receiving].Info.Id, BinaryPrimitives.ReadUInt32LittleEndian(bpf.Maps[mapName].Lookup(new byte[4]).AsSpan(4)));
        using XdpLink link = bpf.Programs[redirecting].AttachXdp("right");
        Eventually.True(() =>
        {
            network.SendDatagram();
            return bpf.Variables["hits"].Get<ulong>() > 0;
        });
    }
}
