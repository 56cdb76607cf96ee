namespace LibBpfSharp.Deployments;

public sealed partial class BpfDeployment
{
    private void Recover(BpfRecovery choice)
    {
        StoredGeneration? current = _store.ReadCurrent();
        if (_store.ReadStaged() is not { } staged)
        {
            SweepAround(current);
            return;
        }

        if (staged.Number == current?.Number || (choice is BpfRecovery.Finish && IsWhole(staged)))
        {
            _settlement.Restore(staged);
            Recovery = BpfRecoveryOutcome.Finished;
        }
        else
        {
            _settlement.Restore(current);
            Recovery = BpfRecoveryOutcome.Reverted;
        }
    }

    /// <summary>No swap was under way at the hooks: what else is there is of one that had not begun, or was as good as done.</summary>
    private void SweepAround(StoredGeneration? current)
    {
        IReadOnlyList<StoredGeneration> generations = _store.ReadGenerations();
        bool isClean = generations.All(generation => generation.Number == current?.Number) && _store.ReadLinks().Count <= (current?.Hooks.Count ?? 0);
        if (isClean) return;

        _settlement.Sweep(current, generations);
        Recovery = BpfRecoveryOutcome.Swept;
    }

    /// <summary>Whether every hook of a generation is attached, so that no way to attach must be known to finish it.</summary>
    private bool IsWhole(StoredGeneration generation)
        => generation.Exists && generation.Hooks.OfType<LinkHook>().All(hook => _store.HasLink(hook.Name));
}
