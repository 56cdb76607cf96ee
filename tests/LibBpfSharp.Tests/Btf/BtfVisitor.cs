using LibBpfSharp.Btf;

namespace LibBpfSharp.Tests.Btf;

/// <summary>Asks BTF for everything it has.</summary>
internal static class BtfVisitor
{
    public static void Visit(BtfSpec spec)
    {
        for (uint id = 0; id < spec.TypeCount; id++)
        {
            BtfType type = spec.GetType(id);
            VisitParts(type);
            spec.TryGetSize(id, out _);
            Ask(() => spec.SkipModifiers(id));
            Ask(() => spec.AlignOf(id));
            spec.TryFind(type.Utf8Name, type.Kind, out _);
            spec.FindCandidates(BtfFlavour.Strip(type.Utf8Name), type.Kind);
        }

        BtfSanitizer.Rewrite(spec, BtfFeature.Basic);
    }

    public static void Visit(BtfExtensions extensions)
    {
        foreach (BtfExtensionSection<BtfFuncInfo> section in extensions.FuncInfos) Visit(section);
        foreach (BtfExtensionSection<BtfLineInfo> section in extensions.LineInfos) Visit(section);
        foreach (BtfExtensionSection<CoreRelocation> section in extensions.CoreRelocations) Visit(section);
    }

    private static long VisitParts(in BtfType type)
    {
        long sum = 0;
        foreach (BtfMember member in type.Members) sum += member.Utf8Name.Length + member.TypeId + member.BitOffset;
        foreach (BtfEnumValue value in type.EnumValues) sum += value.Utf8Name.Length + value.Value;
        foreach (BtfParameter parameter in type.Parameters) sum += parameter.Name.Length + parameter.TypeId;
        foreach (BtfSectionVariable variable in type.Variables) sum += variable.TypeId + variable.Offset;
        return sum;
    }

    private static int Visit<T>(BtfExtensionSection<T> section)
        where T : struct, IBtfRecord<T>
    {
        int sum = 0;
        for (int index = 0; index < section.Count; index++) sum ^= section[index].GetHashCode();
        return sum;
    }

    /// <summary>A chain without an end is found out where it is followed, which need not be the end of the visit.</summary>
    private static void Ask<T>(Func<T> question)
    {
        try
        {
            question();
        }
        catch (BpfObjectFormatException)
        {
        }
    }
}
