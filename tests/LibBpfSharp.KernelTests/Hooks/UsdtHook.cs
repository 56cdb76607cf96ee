using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Hooks;

/// <summary>A program of a statically defined probe of the target program.</summary>
internal sealed class UsdtHook : Hook
{
    private const string Provider = "lbs", Name = "plain";

    // At fixed addresses, which kernels without cookies need.
    private static readonly string s_file = TargetProcess.FixedProgram;

    private TargetProcess? _target;

    public override string Fixture => "hooks_usdt";

    public override void Attach(HookScene scene)
    {
        _target = scene.Keep(TargetProcess.Start(s_file));
        scene.Keep(scene.Program.AttachUsdt(s_file, Provider, Name));
    }

    public override void Trigger(HookScene scene) => _target!.Fire();

    public override string[] Peer(HookScene scene) => ["usdt", s_file, $"{Provider}:{Name}"];
}
