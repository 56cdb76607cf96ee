using LibBpfSharp.Btf;
using LibBpfSharp.Loading.Core;

namespace LibBpfSharp.Loading.Externs;

/// <summary>Finds typed kernel variables and kfuncs by name in the kernel's types, then its modules', and compares their types.</summary>
internal sealed class TypedSymbolResolver(BtfSpec localTypes, TargetKernel target, ModuleDescriptors modules)
{
    /// <summary>Resolves one extern; a weak one the kernel lacks stays unset.</summary>
    /// <exception cref="BpfRelocationException">A strong one is missing, or the types differ.</exception>
    public ExternValue Resolve(ExternSpec wanted) => wanted.Kind == ExternKind.KernelFunction ? ResolveFunction(wanted) : ResolveVariable(wanted);

    private ExternValue ResolveVariable(ExternSpec wanted)
    {
        if (!TryFind(wanted.Name, BtfKind.Var, out BtfType found, out TargetModule? module)) return Missing(wanted, "variable");
        BtfType type = found.Spec.SkipModifiers(found.TypeId);
        if (!Agree(wanted, type))
        {
            throw new BpfRelocationException(
                $"The kernel variable '{wanted.Name}' is {Describe(localTypes.GetType(wanted.TargetTypeId))} in the object, but {Describe(type)} in the kernel.",
                errno: Errno.EINVAL);
        }

        return new ExternValue { IsSet = true, TypeId = found.Id, BtfDescriptor = module?.Descriptor ?? 0 };
    }

    private ExternValue ResolveFunction(ExternSpec wanted)
    {
        if (!TryFind(wanted.EssentialName, BtfKind.Func, out BtfType found, out TargetModule? module)) return Missing(wanted, "function");
        if (!Agree(wanted, found.Spec.GetType(found.TypeId)))
        {
            if (wanted.IsWeak) return default;
            throw new BpfRelocationException(
                $"The kernel function '{wanted.Name}' of {module?.Name ?? "the kernel"} has other parameters than the object declares.",
                errno: Errno.EINVAL);
        }

        return new ExternValue
        {
            IsSet = true,
            TypeId = found.Id,
            BtfDescriptor = module?.Descriptor ?? 0,
            DescriptorIndex = module is null ? (short)0 : modules.IndexOf(module),
        };
    }

    private bool TryFind(string name, BtfKind kind, out BtfType found, out TargetModule? module)
    {
        module = null;
        if (target.Types.TryFind(name, kind, out found)) return true;
        foreach (TargetModule candidate in target.Modules)
        {
            if (!candidate.Types.TryFind(name, kind, out found)) continue;
            module = candidate;
            return true;
        }

        return false;
    }

    private bool Agree(ExternSpec wanted, BtfType type)
    {
        try
        {
            return CoreCompatibility.TypesAgree(localTypes, wanted.TargetTypeId, type.Spec, type.Id);
        }
        catch (CoreFault)
        {
            return false;
        }
    }

    private static ExternValue Missing(ExternSpec wanted, string what) => wanted.IsWeak
        ? default
        : throw new BpfRelocationException(
            $"The kernel has no {what} '{wanted.Name}', nor has any of its modules. Mark it __weak and test for it if the object can do without.",
            errno: Errno.EINVAL);

    private static string Describe(BtfType type) => $"{type.Kind} {(type.NameOffset == 0 ? "without a name" : type.Name)}";
}
