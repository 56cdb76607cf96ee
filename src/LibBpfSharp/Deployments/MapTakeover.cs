namespace LibBpfSharp.Deployments;

/// <summary>Decides for each map of a new generation whether it is the running one's, a copy of it, or new, and does it.</summary>
internal sealed class MapTakeover : IDisposable
{
    private readonly BpfObject _next;
    private readonly StoredGeneration? _running;
    private readonly BpfSwapOptions _options;
    private readonly DeploymentStore _store;
    private readonly List<(BpfMap Old, BpfMap New, BpfMapHandover How)> _migrations = [];

    public MapTakeover(BpfObject next, StoredGeneration? running, BpfSwapOptions options, DeploymentStore store)
    {
        (_next, _running, _options, _store) = (next, running, options, store);
        if (options.Maps is null) throw new ArgumentException("What becomes of the maps is not given (null).", nameof(options));
        foreach ((string name, BpfMapHandover how) in options.Maps)
        {
            _ = next.Maps[name]; // Throws and names the maps there are.
            if (how is null) throw new ArgumentException($"What becomes of map '{name}' is not given (null).", nameof(options));
        }
    }

    /// <summary>Takes the running generation's maps, before the object makes its own.</summary>
    /// <exception cref="BpfDeploymentException"><see cref="BpfDeploymentError.SchemaChanged"/>.</exception>
    public void Choose()
    {
        if (_running is null) return;
        foreach (BpfMap map in _next.Maps.Where(map => map.AutoCreate && _running.HasMap(GenerationPins.NameOf(map)))) Choose(map, HandoverOf(map));
    }

    /// <summary>Runs the first half of the migrations.</summary>
    public void Copy()
    {
        foreach ((BpfMap old, BpfMap fresh, BpfMapHandover how) in _migrations) how.Copy!(old, fresh);
    }

    /// <summary>Runs the second half, when the old programs run no more.</summary>
    public void CatchUp()
    {
        foreach ((BpfMap old, BpfMap fresh, BpfMapHandover how) in _migrations) how.CatchUp?.Invoke(old, fresh);
    }

    public void Dispose()
    {
        foreach ((BpfMap old, _, _) in _migrations) old.Dispose();
    }

    private void Choose(BpfMap map, BpfMapHandover how)
    {
        if (!how.Reuses && how.Copy is null) return;
        var old = BpfMap.OpenPinned(_running!.MapPath(GenerationPins.NameOf(map)), BpfFileFlags.None, _store.Kernel);
        if (how.Copy is not null)
        {
            _migrations.Add((old, map, how));
            return;
        }

        using (old)
        {
            if (how.Checks && MapSchema.Compare(old, map, _next.Spec.Btf) is { } difference)
            {
                throw new BpfDeploymentException(
                    $"Map '{map.Name}' cannot be taken over from generation {_running.Number}: {difference}\n"
                    + $"Say what is to become of it: {nameof(BpfMapHandover)}.{nameof(BpfMapHandover.Migrate)}, {nameof(BpfMapHandover.Fresh)} or {nameof(BpfMapHandover.ReuseUnchecked)}.",
                    BpfDeploymentError.SchemaChanged, map.Name);
            }

            map.Reuse(old);
        }
    }

    private BpfMapHandover HandoverOf(BpfMap map)
    {
        foreach ((string name, BpfMapHandover how) in _options.Maps)
        {
            if (ReferenceEquals(_next.Maps[name], map)) return how;
        }

        bool isOwn = map.Spec is { Kind: not BpfMapKind.Declared }
            || (map.Type is BpfMapType.ProgArray && !_options.Hooks.Any(hook => hook.Record is SlotHook slot && slot.IsIn(map)));
        return isOwn ? BpfMapHandover.Fresh : BpfMapHandover.Reuse;
    }
}
