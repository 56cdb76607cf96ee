using LibBpfSharp.Btf;

namespace LibBpfSharp.Tests.Btf;

/// <summary>Asks BTF for everything it has.</summary>
internal static class BtfVisitor
{
    public static void Visit(BtfSpec spec)
    {
        foreach (BtfType type in spec.OwnTypes())
        {
            Assert.NotNull(type.Name);
            foreach (BtfMember member in type.Members)
                Assert.NotNull(spec.GetType(member.TypeId).ToString());
            foreach (BtfParameter parameter in type.Parameters)
                Assert.NotNull(spec.GetType(parameter.TypeId).ToString());
            foreach (BtfSectionVariable variable in type.Variables)
                Assert.NotNull(spec.GetType(variable.TypeId).ToString());
            foreach (BtfEnumValue value in type.EnumValues)
                Assert.NotNull(value.Name);
            spec.TryGetSize(type.Id, out _);
            spec.SkipModifiers(type.Id);
            spec.TryFind(type.Utf8Name, type.Kind, out _);
        }
    }

    public static void Visit(BtfExtensions extensions)
    {
        Assert.All(extensions.FuncInfos, section => Visit(section));
        Assert.All(extensions.LineInfos, section => Visit(section));
        Assert.All(extensions.CoreRelocations, section => Visit(section));
    }

    private static void Visit<T>(BtfExtensionSection<T> section)
        where T : struct, IBtfRecord<T>
    {
        for (int index = 0; index < section.Count; index++)
            Assert.NotNull(section[index].ToString());
    }
}
