using System.Globalization;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Hooks;

/// <summary>A program of one end of a pair of netkit devices.</summary>
internal sealed class NetkitHook(NetkitEnd end) : Hook
{
    private TestInterface? _primary, _peer;

    public override string Fixture => "hooks_network";

    public override void Prepare(HookScene scene)
    {
        TestNetwork network = scene.Keep(TestNetwork.Enter());
        // A kernel without such devices is asked all the same: it has another answer.
        if (!network.TryAddNetkit(out _primary, out _peer)) _primary = network.Left;
    }

    public override void Attach(HookScene scene) => scene.Keep(scene.Program.AttachNetkit(_primary!.Index, end));

    public override void Trigger(HookScene scene)
    {
        (TestInterface from, TestInterface to) = end == NetkitEnd.Primary ? (_primary!, _peer!) : (_peer!, _primary!);
        TestNetwork.Send(from, TestFrame.Udp(from, to, System.Net.IPAddress.Parse("192.0.2.1"), System.Net.IPAddress.Parse("192.0.2.2")));
    }

    public override string[] Peer(HookScene scene) => ["netkit", _primary!.Index.ToString(CultureInfo.InvariantCulture)];
}
