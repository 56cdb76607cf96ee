using System.Runtime.InteropServices;
using LibBpfSharp.Interop;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Hooks;

/// <summary>An XDP program of an entry of a map, which runs for what another one redirects there.</summary>
/// <param name="map">The map, of devices or processors.</param>
/// <param name="redirector">The program of the helpers that redirects to its first entry.</param>
/// <param name="target">What is in the entry beside the program: the device, or how long the processor's queue is.</param>
internal sealed class RedirectHook(string map, string redirector, Func<TestNetwork, int> target) : Hook
{
    private TestNetwork? _network;

    public override string Fixture => "hooks_network";

    public override void Prepare(HookScene scene) => _network = scene.Keep(TestNetwork.Enter());

    public override void Attach(HookScene scene)
    {
        const string Pass = "pass"; // the other end has to be ready for packets from XDP
        BpfObject helpers = scene.Helpers(map, redirector, Pass);
        using (HandleHold program = scene.Program.Handle.Hold())
        {
            int[] entry = [target(_network!), program.Descriptor];
            helpers.Maps[map].Update(BitConverter.GetBytes(0), MemoryMarshal.AsBytes<int>(entry));
        }

        scene.Keep(helpers.Programs[Pass].AttachXdp(_network!.Left.Index, new() { Mode = XdpMode.Driver }));
        scene.Keep(helpers.Programs[redirector].AttachXdp(_network.Right.Index, new() { Mode = XdpMode.Driver }));
    }

    public override void Trigger(HookScene scene) => _network!.SendDatagram();

    public override string[] Peer(HookScene scene) => ["load"];
}
