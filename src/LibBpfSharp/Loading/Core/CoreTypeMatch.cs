using LibBpfSharp.Btf;

namespace LibBpfSharp.Loading.Core;

/// <summary>The strict comparison of CO-RE (<c>bpf_core_type_matches</c>): every local member and enumerator must exist in the target.</summary>
internal static class CoreTypeMatch
{
    private const int MaxDepth = 32;

    /// <summary>Whether the target has all that the local type has. Behind a pointer, composites match by name and kind alone.</summary>
    public static bool Matches(BtfSpec localTypes, uint localId, BtfSpec targetTypes, uint targetId, bool behindPointer = false, int level = MaxDepth)
    {
        if (level <= 0) throw CoreFault.Malformed("types are nested too deeply");

        for (int depth = 0; depth < MaxDepth; depth++)
        {
            BtfType local = localTypes.SkipModifiers(localId);
            BtfType target = targetTypes.SkipModifiers(targetId);
            if (!CoreName.Same(local, target)) return false;

            switch (local.Kind)
            {
                case BtfKind.Unkn:
                    return target.Kind == BtfKind.Unkn;
                case BtfKind.Fwd:
                    return ForwardMatches(local, target, behindPointer);
                case BtfKind.Enum or BtfKind.Enum64:
                    return target.IsEnum && EnumMatches(local, target);
                case BtfKind.Struct or BtfKind.Union:
                    return behindPointer
                        ? local.Kind == target.Kind
                            || (target.Kind == BtfKind.Fwd && (local.Kind == BtfKind.Union) == target.KindFlag)
                        : local.Kind == target.Kind && MembersMatch(local, target, level);
                case BtfKind.Int:
                    return target.Kind == BtfKind.Int && local.Size == target.Size && CoreSign.IsSignedInt(local) == CoreSign.IsSignedInt(target);
                case BtfKind.Ptr:
                    if (target.Kind != BtfKind.Ptr) return false;
                    behindPointer = true;
                    (localId, targetId) = (local.TypeId, target.TypeId);
                    break;
                case BtfKind.Array:
                    if (target.Kind != BtfKind.Array || local.Array.Count != target.Array.Count) return false;
                    (localId, targetId) = (local.Array.ElementTypeId, target.Array.ElementTypeId);
                    break;
                case BtfKind.FuncProto:
                    if (target.Kind != BtfKind.FuncProto || !ParametersMatch(local, target, behindPointer, level)) return false;
                    (localId, targetId) = (local.TypeId, target.TypeId);
                    break;
                default:
                    return false;
            }
        }

        throw CoreFault.Malformed("types are nested too deeply");
    }

    // A forward declaration's kind flag tells a union (set) from a struct.
    private static bool ForwardMatches(BtfType local, BtfType target, bool behindPointer)
    {
        if (target.Kind == BtfKind.Fwd) return local.KindFlag == target.KindFlag;
        return behindPointer && target.Kind == (local.KindFlag ? BtfKind.Union : BtfKind.Struct);
    }

    private static bool EnumMatches(BtfType local, BtfType target)
    {
        if (local.Size != target.Size || local.Length > target.Length) return false;
        for (int i = 0; i < local.Length; i++)
        {
            uint name = local.EnumValues[i].NameOffset;
            bool found = false;
            for (int j = 0; j < target.Length && !found; j++)
                found = CoreName.Same(local.Spec, name, target.Spec, target.EnumValues[j].NameOffset);
            if (!found) return false;
        }

        return true;
    }

    private static bool MembersMatch(BtfType local, BtfType target, int level)
    {
        if (local.Length > target.Length) return false;
        for (int i = 0; i < local.Length; i++)
        {
            BtfMember member = local.Members[i];
            bool found = false;
            for (int j = 0; j < target.Length && !found; j++)
            {
                BtfMember candidate = target.Members[j];
                found = CoreName.Same(local.Spec, member.NameOffset, target.Spec, candidate.NameOffset)
                    && Matches(local.Spec, member.TypeId, target.Spec, candidate.TypeId, behindPointer: false, level - 1);
            }

            if (!found) return false;
        }

        return true;
    }

    private static bool ParametersMatch(BtfType local, BtfType target, bool behindPointer, int level)
    {
        if (local.Length != target.Length) return false;
        for (int i = 0; i < local.Length; i++)
        {
            if (!Matches(local.Spec, local.Parameters[i].TypeId, target.Spec, target.Parameters[i].TypeId, behindPointer, level - 1))
                return false;
        }

        return true;
    }
}
