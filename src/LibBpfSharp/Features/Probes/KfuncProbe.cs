using System.Diagnostics.CodeAnalysis;
using LibBpfSharp.Btf;
using LibBpfSharp.Instructions;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Features;

/// <summary>Whether a kernel or its modules have a function for programs to call, and whether programs of a type may call it.</summary>
internal static class KfuncProbe
{
    private const string Tag = "bpf_kfunc";

    /// <summary>Looks among the types of the kernel, then of the modules now loaded.</summary>
    /// <param name="prober">Who asks.</param>
    /// <param name="name">The function's name.</param>
    /// <param name="id">The function's BTF id.</param>
    /// <param name="module">The module that has it; <c>null</c> for the kernel.</param>
    public static ProbeAnswer Find(Prober prober, string name, out uint id, out KernelModuleBtf? module)
    {
        (id, module) = (0, null);
        KernelBtf kernel = KernelBtf.Of(prober.Kernel);
        BtfSpec types;
        try
        {
            types = kernel.Types;
        }
        catch (BpfNotSupportedException none)
        {
            return ProbeAnswer.No(none.Errno, none.Message);
        }
        catch (BpfException unreadable)
        {
            return ProbeAnswer.Open(unreadable.Errno, unreadable.Message);
        }

        // Kernels built without the tags tell kfuncs from other functions only when one is called.
        bool isTagged = types.FindAll(Tag).Any(type => type.Kind is BtfKind.DeclTag);
        if (!types.TryFindOwn(name, BtfKind.Func, out BtfType found) && !TryFindInModules(kernel, name, out found, out module))
            return kernel.ModulesFault is { } fault
                ? ProbeAnswer.Open(Errno.None, $"The kernel itself has none of the name, and its modules cannot be searched: {fault}")
                : ProbeAnswer.No();

        id = found.Id;
        return isTagged && !IsKfunc(found)
            ? ProbeAnswer.No(Errno.None, "The kernel has a function of the name, which is none for programs to call.")
            : ProbeAnswer.Yes;
    }

    /// <summary>Asks the verifier about a call from a program of a type.</summary>
    public static ProbeAnswer Run(Prober prober, BpfProgramType type, string name, Func<ProbeAnswer> ofType)
    {
        ProbeAnswer found = Find(prober, name, out uint id, out KernelModuleBtf? module);
        if (found.Verdict is not BpfFeatureVerdict.Supported) return found;

        BtfHandle? types = null;
        if (module is not null && module.Open(out types) is < 0 and var failure)
            return ProbeAnswer.Open((Errno)(-failure), $"The types of module {module.Name} cannot be opened.");
        using (types)
        {
            BpfInstruction call = new(BpfOpcode.Call, source: BpfPseudo.KfuncCall, offset: (short)(types is null ? 0 : 1), immediate: (int)id);
            return HelperProbe.Run(prober, ProbeProgram.Of(type, call, ProbeCode.Exit) with { Module = types }, ofType);
        }
    }

    private static bool TryFindInModules(KernelBtf kernel, string name, out BtfType found, [NotNullWhen(true)] out KernelModuleBtf? module)
    {
        found = default;
        foreach (KernelModuleBtf candidate in kernel.FindModules())
        {
            module = candidate;
            if (candidate.TryGetTypes(out BtfSpec? types) && types.TryFindOwn(name, BtfKind.Func, out found)) return true;
        }

        module = null;
        return false;
    }

    private static bool IsKfunc(BtfType function)
        => function.Spec.FindAll(Tag).Any(tag => tag.Kind is BtfKind.DeclTag && tag.TypeId == function.Id);
}
