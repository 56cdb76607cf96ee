using LibBpfSharp.KernelTests.Children;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Hooks;

/// <summary>One program of a fixture on its way through load, attachment and run, with all that was made for it.</summary>
internal sealed class HookScene(Hook hook, string program, ChildProcess actor) : IDisposable
{
    private readonly Stack<IDisposable> _kept = [];
    private TestCgroup? _cgroup;
    private BpfObject? _object;
    private BpfObject? _helper;
    private BpfProgram? _opened;

    public BpfObject Object => _object ??= Keep(Open(hook.Fixture, program));

    public BpfProgram Program => _opened ?? Object.Programs[program];

    /// <summary>What an opened program was loaded as, which the kernel does not tell; <c>null</c> for one of an object.</summary>
    public BpfAttachType? AttachType => _opened is null ? null : Object.Programs[program].ExpectedAttachType;

    public string ObjectPath => BpfFixtures.Path(hook.Fixture);

    public ulong Hits => Object.Variables["hits"].Get<ulong>();

    /// <summary>A cgroup of this scene, which the actor is in.</summary>
    public string Cgroup
    {
        get
        {
            if (_cgroup is null)
            {
                _cgroup = Keep(TestCgroup.Create());
                Act("join", _cgroup.Path);
            }

            return _cgroup.Path;
        }
    }

    /// <summary>Goes on with the program as somebody else gets it, who does not have the object.</summary>
    public void Reopen(Func<BpfProgram, BpfProgram> again) => _opened = again(Program);

    public T Keep<T>(T made)
        where T : IDisposable
    {
        _kept.Push(made);
        return made;
    }

    /// <summary>Has the actor do something, inside the cgroup.</summary>
    public void Act(string what, string with = "")
    {
        actor.Tell($"{what} {with}");
        actor.Expect("done");
    }

    /// <summary>Loads programs of the fixture of helpers, and the one map they use.</summary>
    public BpfObject Helpers(string? map, params string[] programs)
    {
        BpfObject helpers = Keep(Open("hooks_helpers", programs));
        foreach (BpfMap other in helpers.Maps) other.AutoCreate = other.Name == map;
        helpers.Load();
        return helpers;
    }

    /// <summary>One program of the helpers, loaded the first time it is asked for.</summary>
    public BpfProgram Helper(string program) => (_helper ??= Helpers(null, program)).Programs[program];

    public void Dispose()
    {
        while (_kept.TryPop(out IDisposable? made))
        {
            if (made == _cgroup) Act("leave");
            made.Dispose();
        }
    }

    private static BpfObject Open(string fixture, params string[] programs)
    {
        var bpf = BpfObject.Open(BpfFixtures.Path(fixture));
        foreach (BpfProgram other in bpf.Programs) other.AutoLoad = programs.Contains(other.Name);
        return bpf;
    }
}
