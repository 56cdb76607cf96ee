using LibBpfSharp.Btf;

namespace LibBpfSharp.Loading.Core;

/// <summary>Finds in a candidate type what a local access means there.</summary>
internal static class CoreMatcher
{
    /// <summary>Whether the candidate has what the local access names; if so <paramref name="into"/> is the candidate's own access.</summary>
    public static bool TryMatch(CoreRelocationKind kind, CoreAccess local, BtfType candidate, CoreAccess into)
    {
        BtfSpec targets = candidate.Spec;
        into.Start(targets, candidate.Id);
        if (kind.IsAboutType)
        {
            return kind == CoreRelocationKind.TypeMatches
                ? CoreTypeMatch.Matches(local.Types, local.RootTypeId, targets, candidate.Id)
                : CoreCompatibility.TypesAgree(local.Types, local.RootTypeId, targets, candidate.Id);
        }

        return kind.IsAboutEnumerator ? TryMatchEnumerator(local, candidate, into) : TryMatchField(local, candidate, into);
    }

    private static bool TryMatchEnumerator(CoreAccess local, BtfType candidate, CoreAccess into)
    {
        BtfType target = candidate.Spec.SkipModifiers(candidate.Id);
        if (!target.IsEnum) return false;
        uint name = local.Points[0].NameOffset;
        for (int i = 0; i < target.Length; i++)
        {
            uint targetName = target.EnumValues[i].NameOffset;
            if (!CoreName.Same(local.Types, name, target.Spec, targetName)) continue;
            into.PushPoint(new CorePoint(target.Id, i, targetName));
            into.PushRaw(i);
            return true;
        }

        return false;
    }

    private static bool TryMatchField(CoreAccess local, BtfType candidate, CoreAccess into)
    {
        BtfSpec targets = candidate.Spec;
        uint id = candidate.Id;
        for (int i = 0; i < local.Length; i++)
        {
            CorePoint point = local.Points[i];
            BtfType target = targets.SkipModifiers(id);
            id = target.Id;
            if (!point.IsElement)
            {
                if (!TryMatchMember(local.Types, point, target, into, out id)) return false;
                continue;
            }

            // The first step goes over whole roots, so the root is its own element.
            if (i > 0)
            {
                if (target.Kind != BtfKind.Array) return false;
                BtfArray array = target.Array;
                if (point.Index >= array.Count && !into.EndsInFlexibleArray(array.Count)) return false;
                id = targets.SkipModifiers(array.ElementTypeId).Id;
            }

            into.PushPoint(new CorePoint(id, point.Index, NameOffset: 0));
            into.PushRaw(point.Index);
            if (!targets.TryGetSize(id, out uint size)) throw CoreFault.Malformed($"candidate type [{id}] has no size");
            into.Advance(point.Index * (long)size * 8);
        }

        return true;
    }

    private static bool TryMatchMember(BtfSpec localTypes, CorePoint point, BtfType target, CoreAccess into, out uint memberTypeId)
    {
        memberTypeId = 0;
        if (!target.IsComposite) return false;
        BtfMember wanted = localTypes.GetType(point.TypeId).Members[point.Index];
        ReadOnlySpan<byte> name = localTypes.GetStringBytes(wanted.NameOffset);

        for (int i = 0; i < target.Length; i++)
        {
            BtfMember member = target.Members[i];
            into.PushRaw(i);
            into.Advance(member.BitOffset);
            if (member.NameOffset == 0)
            {
                BtfType embedded = target.Spec.SkipModifiers(member.TypeId);
                if (TryMatchMember(localTypes, point, embedded, into, out memberTypeId)) return true;
            }
            else if (target.Spec.GetStringBytes(member.NameOffset).SequenceEqual(name))
            {
                into.PushPoint(new CorePoint(target.Id, i, member.NameOffset));
                memberTypeId = member.TypeId;
                if (CoreCompatibility.FieldsAgree(localTypes, wanted.TypeId, target.Spec, member.TypeId)) return true;
                into.PopPoint();
            }

            into.Advance(-(long)member.BitOffset);
            into.PopRaw();
        }

        return false;
    }
}
