using System.Globalization;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Hooks;

/// <summary>A program in the place of another one's function.</summary>
internal sealed class FreplaceHook : Hook
{
    private const string Function = "replaceable";

    private BpfProgram? _target;

    public override string Fixture => "hooks_tracing";

    public override void Prepare(HookScene scene)
    {
        BpfObject other = scene.Keep(BpfObject.Open(BpfFixtures.Path("replaceable")));
        other.Load();
        _target = other.Programs["call"];
        scene.Program.AttachProgram = _target;
        scene.Program.AttachTarget = Function;
    }

    public override void Attach(HookScene scene) => scene.Keep(scene.Program.AttachTracing());

    public override void Trigger(HookScene scene) => TestRun.Once(_target!);

    public override string[] Peer(HookScene scene) => ["function", _target!.Info.Id.ToString(CultureInfo.InvariantCulture), Function];
}
