using LibBpfSharp.Interop;

namespace LibBpfSharp.Deployments;

/// <summary>One version of the programs of a <see cref="BpfDeployment"/>, as it lies pinned in the BPF file system.</summary>
public sealed class BpfGeneration
{
    private readonly StoredGeneration _stored;
    private readonly Kernel _kernel;

    internal BpfGeneration(StoredGeneration stored, BpfSwitchMode mode, Kernel kernel)
    {
        _stored = stored;
        _kernel = kernel;
        Hooks = [.. stored.Hooks.Select(hook => hook.Name)];
        IsAtomic = mode is BpfSwitchMode.Selector || Hooks.Count <= 1;
    }

    /// <summary>Counts the generations of the deployment, from 1.</summary>
    public int Number => _stored.Number;

    /// <summary>The names of its hooks.</summary>
    public IReadOnlyList<string> Hooks { get; }

    /// <summary>Whether all of it began to run in one step: it has one hook, or all are switched by one <see cref="BpfSwitchMode.Selector"/>.</summary>
    public bool IsAtomic { get; }

    /// <summary>Opens a map of the generation by the name it has in the object, <c>.bss</c> and its like included.</summary>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    /// <exception cref="BpfPinException"><see cref="BpfPinError.NotFound"/>: it has no such map, or a later generation took over and it is gone.</exception>
    public BpfMap OpenMap(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return BpfMap.OpenPinned(_stored.MapPath(PinFiles.NameFor(name)), BpfFileFlags.None, _kernel);
    }

    /// <summary>Opens the program that runs at a hook of the generation.</summary>
    /// <exception cref="KeyNotFoundException">It has no such hook.</exception>
    /// <exception cref="BpfPinException"><see cref="BpfPinError.NotFound"/>: a later generation took over and this one is gone.</exception>
    public BpfProgram OpenProgram(string hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        StoredHook record = _stored.Hooks.FirstOrDefault(record => record.Name == hook)
            ?? throw new KeyNotFoundException($"Generation {Number} has no hook '{hook}'; it has {string.Join(", ", Hooks)}.");
        return BpfProgram.OpenPinned(_stored.HookPath(record), _kernel);
    }
}
