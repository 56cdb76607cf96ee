namespace LibBpfSharp.KernelTests.Hooks;

/// <summary>An iterator, which runs when it is read.</summary>
internal sealed class IteratorHook : Hook
{
    private IteratorLink? _link;

    public override string Fixture => "hooks_tracing";

    public override void Attach(HookScene scene) => _link = scene.Keep(scene.Program.AttachIterator());

    public override void Trigger(HookScene scene)
    {
        using Stream stream = _link!.OpenIterator();
        stream.CopyTo(Stream.Null);
    }

    public override string[] Peer(HookScene scene) => ["section"];
}
