using LibBpfSharp.Btf;
using LibBpfSharp.Interop;
using LibBpfSharp.Loading;

namespace LibBpfSharp.Deployments;

/// <summary>Whether what a running map holds is what another program's definition of it means.</summary>
internal static class MapSchema
{
    /// <summary>What differs, in words; <c>null</c> if nothing does.</summary>
    /// <param name="running">The map in the kernel.</param>
    /// <param name="expected">The definition, before it is loaded.</param>
    /// <param name="expectedTypes">The types it is defined by.</param>
    public static string? Compare(BpfMap running, BpfMap expected, BtfSpec? expectedTypes)
    {
        MapInfo info = default;
        InfoReading.Read(running.Handle, "map", ref info);
        MapDifferences differences = new();
        differences.CompareAll(info, expected.Type, expected.KeySize, expected.ValueSize, expected.MaxEntries, expected.Flags, expected.MapExtra);

        string layouts = CompareTypes(running.Handle, info, expected.Spec!, expectedTypes);
        return differences.Any || layouts.Length > 0 ? $"{differences}{(differences.Any && layouts.Length > 0 ? "; " : "")}{layouts}" : null;
    }

    private static string CompareTypes(BpfMapHandle running, in MapInfo info, BpfMapSpec expected, BtfSpec? expectedTypes)
    {
        if (info.BtfId == 0 || expectedTypes is null) return "";
        using BtfHandle btf = ObjectIds.OpenBtf(running.Kernel, info.BtfId);
        var runningTypes = BtfSpec.Parse(BtfObjectInfo.ReadData(btf));
        return Compare("key", runningTypes, info.BtfKeyTypeId, expectedTypes, expected.KeyTypeId)
            + Compare("value", runningTypes, info.BtfValueTypeId, expectedTypes, expected.ValueTypeId);
    }

    private static string Compare(string part, BtfSpec running, uint runningId, BtfSpec expected, uint expectedId)
    {
        if (runningId == 0 || expectedId == 0) return "";
        IReadOnlyList<string> before = TypeLayout.Of(running, runningId), after = TypeLayout.Of(expected, expectedId);
        if (before.SequenceEqual(after, StringComparer.Ordinal)) return "";

        IEnumerable<string> gone = before.Except(after, StringComparer.Ordinal).Select(line => $"\n  - {line}");
        IEnumerable<string> come = after.Except(before, StringComparer.Ordinal).Select(line => $"\n  + {line}");
        return $"the {part} changed (- running, + new):{string.Concat(gone)}{string.Concat(come)}";
    }
}
