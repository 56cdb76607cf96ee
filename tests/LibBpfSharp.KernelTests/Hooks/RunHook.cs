using LibBpfSharp.KernelTests.Support;

namespace LibBpfSharp.KernelTests.Hooks;

/// <summary>A program that is attached to nothing, but run.</summary>
internal sealed class RunHook : Hook
{
    public override string Fixture => "hooks_tracing";

    public override void Attach(HookScene scene)
    {
    }

    public override void Trigger(HookScene scene) => TestRun.WithoutInput(scene.Program);

    public override string[] Peer(HookScene scene) => ["load"];
}
