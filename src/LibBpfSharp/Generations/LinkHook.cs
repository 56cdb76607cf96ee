namespace LibBpfSharp;

/// <summary>A hook held by a pinned link.</summary>
internal sealed class LinkHook(string name, string program, Func<BpfProgram, BpfLink> attach) : BpfHook(name, program)
{
    internal override StoredHook Record => new(HookKind.Link, Name);

    /// <summary>Attaches for the first time.</summary>
    public BpfLink Attach(BpfProgram loaded) => attach(loaded);
}
