using LibBpfSharp.Instructions;

namespace LibBpfSharp.Loading;

/// <summary>One load of one object: runs the passes in order. A failure leaves nothing of it behind.</summary>
internal sealed class ObjectLoader(LoadPlan plan)
{
    private readonly LoadJournal _journal = new();

    internal void Run()
    {
        try
        {
            RunPasses();
        }
        catch
        {
            _journal.TakeBack();
            throw;
        }
    }

    private void RunPasses()
    {
        if (plan.Spec.IsLittleEndian != BitConverter.IsLittleEndian)
            throw new BpfObjectFormatException(
                $"The object is {(plan.Spec.IsLittleEndian ? "little" : "big")}-endian and this machine is not: it can be read, not loaded. Compile it with -target bpf{(BitConverter.IsLittleEndian ? "el" : "eb")}.");

        ReadOnlyMemory<BpfInstruction>[] code = Array.ConvertAll(plan.Spec.Functions, f => f.Instructions);
        ProgramLinker linker = new(plan.Spec, code, plan.Spec is { Btf: { } types, BtfExtensions: { } extensions } ? new ProgramInfoLinker(types, extensions) : null);
        foreach (ProgramPlan program in plan.Programs) program.Linked = linker.Link(program.Spec.Function);

        new ObjectBtfLoader(plan, _journal).Load();
        new MapCreator(plan, _journal).CreateAll();

        DataPatcher patcher = new(plan.Spec, Array.ConvertAll(plan.Maps, m => m.Handle?.Descriptor ?? -1), []);
        foreach (ProgramPlan program in plan.Programs) patcher.Patch(program.Linked!, (_, _) => -1);

        using ProgramLoader loader = new(plan, _journal);
        foreach (ProgramPlan program in plan.Programs) loader.Load(program);
        ProgramArrayFiller.FillAll(plan);
    }
}
