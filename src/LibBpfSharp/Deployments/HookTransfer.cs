namespace LibBpfSharp.Deployments;

/// <summary>One hook on its way to another generation.</summary>
internal sealed class HookTransfer : IDisposable
{
    private readonly StoredHook _hook;
    private readonly HookPlace _place;
    private readonly HookOccupants _occupants;
    private readonly DeploymentStore _store;
    private readonly uint _running;

    private HookTransfer(StoredHook hook, HookPlace place, HookOccupants occupants, DeploymentStore store)
    {
        (_hook, _place, _occupants, _store) = (hook, place, occupants, store);
        _running = place.Running(occupants);
    }

    /// <summary>Whether another program than the wanted one runs, and it is ours to replace.</summary>
    public bool IsNeeded => _running != _occupants.WantedId && IsOurs;

    private bool IsOurs => _running == 0 || _occupants.Knows(_running);

    public static HookTransfer Plan(StoredHook hook, StoredGeneration target, IReadOnlyList<StoredGeneration> generations, DeploymentStore store)
    {
        var occupants = HookOccupants.Open(hook, target, generations);
        try
        {
            return new(hook, HookPlace.Of(hook, target, store), occupants, store);
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
            BpfDeploymentError.HookTaken, _store.Path);
    }

    public void Run(Func<StoredHook, BpfLink>? attachFirst) => _place.Put(_occupants, attachFirst is null ? null : () => attachFirst(_hook));

    public void Dispose() => _occupants.Dispose();
}
