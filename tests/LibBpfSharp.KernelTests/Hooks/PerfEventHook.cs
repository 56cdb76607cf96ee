namespace LibBpfSharp.KernelTests.Hooks;

/// <summary>A program of a sampled clock.</summary>
internal sealed class PerfEventHook : Hook
{
    public override string Fixture => "hooks_tracing";

    public override void Attach(HookScene scene)
    {
        using var clock = PerfEvent.Open(new PerfEventOptions { Type = PerfEventType.Software, Config = 0, Frequency = 1000, ProcessId = 0 });
        scene.Keep(scene.Program.AttachPerfEvent(clock));
    }

    public override void Trigger(HookScene scene) => Thread.SpinWait(100_000);

    public override string[] Peer(HookScene scene) => ["perf-event"];
}
