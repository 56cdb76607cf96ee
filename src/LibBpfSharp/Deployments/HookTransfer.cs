namespace LibBpfSharp.Deployments;

/// <summary>One hook on its way to another generation.</summary>
internal sealed class HookTransfer : IDisposable
{
    private readonly StoredHook _hook;
    private readonly HookOccupants _occupants;
    private readonly HookScene _scene;
    private readonly uint _running;

    private HookTransfer(StoredHook hook, HookOccupants occupants, HookScene scene)
    {
        (_hook, _occupants, _scene) = (hook, occupants, scene);
        _running = hook.Running(occupants, scene);
    }

    /// <summary>Whether another program than the wanted one runs, and it is ours to replace.</summary>
    public bool IsNeeded => _running != _occupants.WantedId && IsOurs;

    private bool IsOurs => _running == 0 || _occupants.Knows(_running);

    public static HookTransfer Plan(StoredHook hook, StoredGeneration target, IReadOnlyList<StoredGeneration> generations, DeploymentStore store)
    {
        var occupants = HookOccupants.Open(hook, target, generations);
        try
        {
            return new(hook, occupants, new(target, store));
        }
        catch
        {
            occupants.Dispose();
            throw;
        }
    }

    /// <exception cref="BpfDeploymentException"><see cref="BpfDeploymentError.HookTaken"/>.</exception>
    public void RequireOurs()
    {
        if (IsOurs) return;
        throw new BpfDeploymentException(
            $"At hook '{_hook.Name}' of the deployment runs program {_running}, which is of none of its generations: somebody else has put it there. "
            + "Put a program of the running generation back, or remove the deployment and make it anew.",
            BpfDeploymentError.HookTaken, _scene.Store.Path);
    }

    public void Run(Func<StoredHook, BpfLink>? attachFirst) => _hook.Put(_occupants, _scene, attachFirst is null ? null : () => attachFirst(_hook));

    public void Dispose() => _occupants.Dispose();
}
