using LibBpfSharp.Instructions;
using LibBpfSharp.Loading.Core;
using LibBpfSharp.Loading.Externs;
using LibBpfSharp.Loading.StructOps;

namespace LibBpfSharp.Loading;

/// <summary>One load of one object: runs the passes in order. A failure leaves nothing of it behind.</summary>
internal sealed class ObjectLoader : IDisposable
{
    private readonly LoadJournal _journal = new();
    private readonly RunningKernel _target;
    private readonly JumpTables _jumpTables;

    internal ObjectLoader(LoadPlan plan)
    {
        Plan = plan;
        _target = new RunningKernel(plan.Kernel);
        _jumpTables = new JumpTables(plan);
    }

    internal LoadPlan Plan { get; }

    /// <summary>Resolves what the object leaves open and creates its maps; programs are ready to go, but not in the kernel.</summary>
    internal void Prepare() => Run(() =>
    {
        ResolvedExterns externs = ResolveExterns();
        PlanStructOps();
        Relocate();
        new ObjectBtfLoader(Plan, _journal).Load();
        new MapCreator(Plan, _journal).CreateAll();

        DataPatcher patcher = new(Plan.Spec, Array.ConvertAll(Plan.Maps, map => map.Handle?.Descriptor ?? -1), externs.Values, Plan.ArenaOffset);
        foreach (ProgramPlan program in Plan.LoadedPrograms) patcher.Patch(program.Linked!, _jumpTables.DescriptorOf);
        ProgramDowngrade.Apply(Plan);
    });

    /// <summary>Loads the programs, then what refers to them: slots of program arrays and struct_ops values.</summary>
    internal void LoadPrograms() => Run(() =>
    {
        using ProgramLoader loader = new(Plan, new AttachTargetFinder(_target), _journal);
        foreach (ProgramPlan program in Plan.LoadedPrograms) loader.Load(program);
        ProgramArrayFiller.FillAll(Plan);
        StructOpsFiller.FillAll(Plan);
    });

    public void Dispose()
    {
        _jumpTables.Dispose();
        _target.Dispose();
    }

    private void Run(Action step)
    {
        try
        {
            step();
        }
        catch
        {
            _journal.TakeBack();
            throw;
        }
    }

    private ResolvedExterns ResolveExterns()
    {
        if (Plan.Spec.Externs.Length == 0) return new ResolvedExterns([], []);
        ModuleDescriptors modules = new();
        ResolvedExterns externs = new ExternResolver(Plan.Spec, _target).Resolve(Plan.ExtraConfig, modules);
        Plan.ModuleDescriptors = modules.ToArray();
        if (Plan.Spec.KconfigMapIndex is >= 0 and int config) Plan.Maps[config].Image = externs.Config;
        return externs;
    }

    private void PlanStructOps()
    {
        StructOpsResolver resolver = new(Plan.Spec, _target);
        foreach (MapPlan map in Plan.Maps)
        {
            if (map is not { Spec.StructOps: not null, AutoCreate: true }) continue;
            map.StructOps = resolver.Resolve(map.Spec, map.Image.Span);
            map.ValueSize = (uint)map.StructOps.Value.Length;
        }

        StructOpsUse.Apply(Plan, resolver.Programs);
    }

    private void Relocate()
    {
        BpfObjectSpec spec = Plan.Spec;
        ReadOnlyMemory<BpfInstruction>[] code = CorePass.IsNeeded(spec)
            ? CorePass.Relocate(spec, Plan.Loads, new CoreTargets(Plan.CustomTypes ?? _target.Types, Plan.CustomTypes is null ? ModuleTypes : null))
            : Array.ConvertAll(spec.Functions, function => function.Instructions);
        ProgramLinker linker = new(spec, code, spec is { Btf: { } types, BtfExtensions: { } extensions } ? new ProgramInfoLinker(types, extensions) : null);
        foreach (ProgramPlan program in Plan.LoadedPrograms)
            program.Linked = linker.Link(program.Spec.Function, ExceptionCallback.Find(spec, program.Spec.Function));
    }

    private IEnumerable<Btf.BtfSpec> ModuleTypes() => _target.Modules.Select(module => module.Types);
}
