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
    private BpfObject? _helpers;

    public BpfObject Object => _object ??= Keep(Open(hook.Fixture, program));

    public BpfProgram Program => Object.Programs[program];

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

    /// <summary>A loaded program of the fixture of helpers, with the maps it uses.</summary>
    /// <param name="name">The program.</param>
    /// <param name="map">The one map it needs.</param>
    public BpfProgram Helper(string name, string? map = null)
    {
        if (_helpers is null)
        {
            _helpers = Keep(Open("hooks_helpers", name));
            foreach (BpfMap other in _helpers.Maps) other.AutoCreate = other.Name == map;
            _helpers.Load();
        }

        return _helpers.Programs[name];
    }

    public BpfMap HelperMap(string name) => _helpers!.Maps[name];

    public void Dispose()
    {
        while (_kept.TryPop(out IDisposable? made))
        {
            if (made == _cgroup) Act("leave");
            made.Dispose();
        }
    }

    private static BpfObject Open(string fixture, string program)
    {
        var bpf = BpfObject.Open(BpfFixtures.Path(fixture));
        foreach (BpfProgram other in bpf.Programs) other.AutoLoad = other.Name == program;
        return bpf;
    }
}
