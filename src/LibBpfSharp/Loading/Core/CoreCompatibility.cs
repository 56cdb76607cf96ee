using LibBpfSharp.Btf;

namespace LibBpfSharp.Loading.Core;

/// <summary>The lenient comparisons of CO-RE: may a field, or a whole type, of one BTF stand for one of another.</summary>
internal static class CoreCompatibility
{
    private const int MaxDepth = 32;

    /// <summary>Whether two kinds can be compared at all: the same, or both an enumeration.</summary>
    public static bool KindsAgree(BtfType local, BtfType target)
        => local.Kind == target.Kind || (local.IsEnum && target.IsEnum);

    /// <summary>
    /// Whether a target field can be read for a local one: composites for each other, pointers and floats for their like,
    /// integers whatever their width, arrays by element, enumerations and forward declarations by name without flavour.
    /// </summary>
    public static bool FieldsAgree(BtfSpec localTypes, uint localId, BtfSpec targetTypes, uint targetId)
    {
        for (int depth = 0; depth < MaxDepth; depth++)
        {
            BtfType local = localTypes.SkipModifiers(localId);
            BtfType target = targetTypes.SkipModifiers(targetId);
            if (local.IsComposite && target.IsComposite) return true;
            if (!KindsAgree(local, target)) return false;

            switch (local.Kind)
            {
                case BtfKind.Ptr or BtfKind.Float:
                    return true;
                case BtfKind.Fwd or BtfKind.Enum or BtfKind.Enum64:
                    return local.NameOffset == 0 || target.NameOffset == 0 || CoreName.Same(local, target);
                case BtfKind.Int:
                    return IsPlain(local) && IsPlain(target);
                case BtfKind.Array:
                    localId = local.Array.ElementTypeId;
                    targetId = target.Array.ElementTypeId;
                    break;
                default:
                    return false;
            }
        }

        throw CoreFault.Malformed("arrays are nested too deeply");
    }

    /// <summary>Whether two types are of one shape: names below the root are not looked at, functions by their parameters.</summary>
    public static bool TypesAgree(BtfSpec localTypes, uint localId, BtfSpec targetTypes, uint targetId, int level = MaxDepth)
    {
        if (!KindsAgree(localTypes.GetType(localId), targetTypes.GetType(targetId))) return false;

        for (int depth = 0; depth < MaxDepth; depth++)
        {
            BtfType local = localTypes.SkipModifiers(localId);
            BtfType target = targetTypes.SkipModifiers(targetId);
            if (!KindsAgree(local, target)) return false;

            switch (local.Kind)
            {
                case BtfKind.Unkn or BtfKind.Struct or BtfKind.Union or BtfKind.Enum or BtfKind.Enum64 or BtfKind.Fwd:
                    return true;
                case BtfKind.Int:
                    return IsPlain(local) && IsPlain(target);
                case BtfKind.Ptr:
                    localId = local.TypeId;
                    targetId = target.TypeId;
                    break;
                case BtfKind.Array:
                    localId = local.Array.ElementTypeId;
                    targetId = target.Array.ElementTypeId;
                    break;
                case BtfKind.FuncProto:
                    if (!ParametersAgree(local, target, level)) return false;
                    localId = localTypes.SkipModifiers(local.TypeId).Id;
                    targetId = targetTypes.SkipModifiers(target.TypeId).Id;
                    break;
                default:
                    return false;
            }
        }

        throw CoreFault.Malformed("types are nested too deeply");
    }

    private static bool ParametersAgree(BtfType local, BtfType target, int level)
    {
        if (local.Length != target.Length) return false;
        for (int i = 0; i < local.Length; i++)
        {
            if (level <= 0) throw CoreFault.Malformed("function types are nested too deeply");
            uint localId = local.Spec.SkipModifiers(local.Parameters[i].TypeId).Id;
            uint targetId = target.Spec.SkipModifiers(target.Parameters[i].TypeId).Id;
            if (!TypesAgree(local.Spec, localId, target.Spec, targetId, level - 1)) return false;
        }

        return true;
    }

    // Integers that hide a bit offset come from compilers before bit-fields had a place in BTF.
    private static bool IsPlain(BtfType integer) => integer.IntBitOffset == 0;
}
