namespace LibBpfSharp.KernelTests.Hooks;

/// <summary>A program whose section names its place.</summary>
internal sealed class SectionHook(Action<HookScene> trigger) : Hook
{
    public override string Fixture => "hooks_tracing";

    public override void Attach(HookScene scene) => scene.Keep(scene.Program.Attach());

    public override void Trigger(HookScene scene) => trigger(scene);

    public override string[] Peer(HookScene scene) => ["section"];
}
