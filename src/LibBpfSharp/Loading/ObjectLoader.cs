using LibBpfSharp.Loading.StructOps;

namespace LibBpfSharp.Loading;

/// <summary>One load of one object: runs the passes in order. A failure leaves nothing of it behind.</summary>
internal sealed class ObjectLoader : IDisposable
{
    private readonly LoadJournal _journal = new();
    private readonly RunningKernel _target;
    private readonly ObjectRelocator _relocator;
    private readonly JumpTables _jumpTables;

    internal ObjectLoader(LoadPlan plan)
    {
        Plan = plan;
        _target = new RunningKernel(plan.Kernel);
        _relocator = new ObjectRelocator(plan.Spec, _target, plan.CustomTypes);
        _jumpTables = new JumpTables(plan);
    }

    internal LoadPlan Plan { get; }

    /// <summary>Resolves what the object leaves open and creates its maps; programs are ready to go, but not in the kernel.</summary>
    internal void Prepare() => Run(() =>
    {
        if (Plan.TokenPath is { } path) Plan.Token = TokenOpener.Open(Plan.Kernel, path);
        _relocator.ResolveExterns(Plan.ExtraConfig);
        Plan.ModuleDescriptors = _relocator.Modules.ToArray();
        if (Plan.Spec.KconfigMapIndex is >= 0 and int config) Plan.Maps[config].Image = _relocator.Externs.Config;
        ResolveStructOps();

        ProgramPlan[] programs = [.. Plan.LoadedPrograms];
        LinkedProgram[] linked = _relocator.Link([.. programs.Select(program => program.Spec)]);
        for (int i = 0; i < programs.Length; i++)
        {
            if (programs[i].Replacement is { } replacement) linked[i] = linked[i].With(replacement.ToArray());
            programs[i].Linked = linked[i];
        }

        ProgramDowngrade.Apply(Plan);
        foreach (LinkedProgram program in linked) _jumpTables.CreateFor(program);
        PlaceArenaGlobals();
        new ObjectBtfLoader(Plan, _journal).Load();
        new MapCreator(Plan, _journal, HashOf).CreateAll();

        DataPatcher patcher = Patcher(map => map.Handle?.Descriptor ?? -1);
        foreach (LinkedProgram program in linked) patcher.Patch(program, _jumpTables.DescriptorOf);
    });

    /// <summary>Loads the programs, then what refers to them: slots of program arrays and struct_ops values.</summary>
    /// <param name="beforehand">What is still to be done to the plan; if it fails, so does the load.</param>
    internal void LoadPrograms(Action<LoadPlan> beforehand) => Run(() =>
    {
        beforehand(Plan);
        using ProgramLoader loader = new(Plan, new AttachTargetFinder(_target), _journal);
        foreach (ProgramPlan program in Plan.LoadedPrograms) loader.Load(program);
        ProgramArrayFiller.FillAll(Plan);
        StructOpsFiller.FillAll(Plan);
    });

    /// <summary>Loads one more program of a plan that is prepared, for somebody else to hold.</summary>
    internal void LoadApart(ProgramPlan program)
    {
        LoadJournal journal = new();
        Run(journal, () =>
        {
            using ProgramLoader loader = new(Plan, new AttachTargetFinder(_target), journal);
            loader.Load(program);
        });
    }

    public void Dispose()
    {
        Plan.Token?.Dispose();
        _jumpTables.Dispose();
        _target.Dispose();
    }

    private void Run(Action step) => Run(_journal, step);

    private static void Run(LoadJournal journal, Action step)
    {
        try
        {
            step();
        }
        catch
        {
            journal.TakeBack();
            throw;
        }
    }

    private DataPatcher Patcher(Converter<MapPlan, int> descriptor)
        => new(Plan.Spec, Array.ConvertAll(Plan.Maps, descriptor), _relocator.Externs.Values, Plan.ArenaOffset);

    private byte[] HashOf(LinkedProgram program) => ProgramHash.Of(program, Patcher(map => map.AutoCreate ? 0 : -1));

    // At the end of the arena, where allocations from its start meet them last; kernels that limit offsets take them at the start only.
    private void PlaceArenaGlobals()
    {
        if (Plan.Spec.ArenaMapIndex < 0 || Plan.Maps[Plan.Spec.ArenaMapIndex] is not { Image.IsEmpty: false } arena) return;
        if (!BpfFeatures.Of(Plan.Kernel).Probe(BpfFeature.FullRangeMapOffset).IsSupported) return;
        long page = Environment.SystemPageSize;
        Plan.ArenaOffset = (uint)((arena.MaxEntries * page) - ((arena.Image.Length + page - 1) / page * page));
    }

    private void ResolveStructOps()
    {
        foreach (MapPlan map in Plan.Maps)
        {
            if (map is not { StructOpsFunctions: { } functions, AutoCreate: true }) continue;
            map.StructOps = _relocator.ResolveStructOps(map.Spec, map.Image.Span, functions);
            map.ValueSize = (uint)map.StructOps.Value.Length;
        }

        StructOpsUse.Apply(Plan, _relocator.StructOpsMembers);
    }
}
