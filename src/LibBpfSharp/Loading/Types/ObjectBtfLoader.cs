using LibBpfSharp.Btf;
using LibBpfSharp.Interop;
using Microsoft.Extensions.Logging;

namespace LibBpfSharp.Loading;

/// <summary>Gives the object's BTF to the kernel. A kernel that refuses it gets maps and programs without, unless the object cannot do without.</summary>
internal sealed partial class ObjectBtfLoader(LoadPlan plan, LoadJournal journal)
{
    internal void Load()
    {
        if (plan.Spec.Btf is not { } types) return;
        nint result = BtfLoading.Load(plan.Kernel, Prepare(types), plan.Token, out BtfHandle? handle);
        if (result == 0)
        {
            journal.Made(handle!);
            plan.Btf = handle;
            return;
        }

        Errno errno = (Errno)(-result);
        if (IsNeeded)
            throw new BpfException($"The kernel refuses the object's BTF with {errno.Describe()}, and struct_ops maps cannot do without it.", errno, BpfCommand.BtfLoad, plan.Spec.Name);
        LogRefused(plan.Log, plan.Spec.Name, errno);
    }

    private bool IsNeeded => plan.Maps.Any(m => m.Spec.Kind is BpfMapKind.StructOps);

    /// <summary>Puts in what the compiler cannot know.</summary>
    private BtfSpec Prepare(BtfSpec types)
    {
        ObjectBtfDraft draft = new(types);
        ContextTagFixup tags = new(draft);
        if (tags.HasTags && !BpfFeatures.Of(plan.Kernel).Probe(BpfFeature.ContextArgumentTag).IsSupported)
        {
            foreach (ProgramPlan program in plan.LoadedPrograms) tags.Apply(program);
        }

        TrailingArray.Describe(draft, plan.Maps);
        HiddenFunctions.MakeStatic(draft, plan.Spec.Functions);
        return draft.Finish();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The kernel refuses the BTF of object '{Object}' with {Errno}; maps and programs are loaded without it.")]
    private static partial void LogRefused(ILogger log, string @object, Errno errno);
}
