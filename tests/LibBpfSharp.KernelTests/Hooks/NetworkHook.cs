using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Hooks;

/// <summary>A program in a network of its own.</summary>
/// <param name="attach">Attaches it.</param>
/// <param name="trigger">Sends what it sees.</param>
/// <param name="peer">What libbpf is asked to do.</param>
internal sealed class NetworkHook(Func<BpfProgram, TestNetwork, IDisposable> attach, Action<TestNetwork> trigger, Func<TestNetwork, string[]> peer) : Hook
{
    private TestNetwork? _network;

    public override string Fixture => "hooks_network";

    public override void Prepare(HookScene scene) => _network = scene.Keep(TestNetwork.Enter());

    public override void Attach(HookScene scene) => scene.Keep(attach(scene.Program, _network!));

    public override void Trigger(HookScene scene) => trigger(_network!);

    public override string[] Peer(HookScene scene) => peer(_network!);
}
