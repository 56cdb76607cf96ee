namespace LibBpfSharp.KernelTests.Hooks;

/// <summary>How programs of one kind of section are attached and made to run.</summary>
internal abstract class Hook
{
    /// <summary>The object its programs are in, as <see cref="TestSupport.BpfFixtures.Path"/> takes it.</summary>
    public abstract string Fixture { get; }

    /// <summary>Makes what the load needs.</summary>
    public virtual void Prepare(HookScene scene)
    {
    }

    /// <summary>Attaches the program; the scene keeps the link.</summary>
    public abstract void Attach(HookScene scene);

    /// <summary>Does what runs the attached program.</summary>
    public abstract void Trigger(HookScene scene);

    /// <summary>What libbpf is asked to do in the same place: arguments of hook-peer; <c>load</c> where it has no call to attach.</summary>
    public abstract string[] Peer(HookScene scene);
}
