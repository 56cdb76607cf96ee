namespace LibBpfSharp.Tests.Documentation;

/// <summary>Objects are what the library takes and gives; see <see cref="ObjectRule"/>.</summary>
public sealed class ObjectRuleTests
{
    [Fact]
    public void Public_members_take_and_give_objects()
    {
        ObjectRule rule = new(typeof(BpfMap).Assembly.GetExportedTypes());
        Assert.Equal([typeof(BpfLinkHandle), typeof(BpfMapHandle), typeof(BpfProgramHandle)], rule.Handles.OrderBy(type => type.Name));
        Assert.Empty(rule.Violations());
    }

    [Fact]
    public void Whatever_takes_or_gives_a_handle_is_found() => Assert.Equal(
        [".ctor", "All", "Any", "Find", "FromHandle", "Last", "Link", "Map", "Open", "Result", "set_Map"], Violations(typeof(TakesHandles)));

    [Fact]
    public void A_handle_beside_the_object_and_one_without_an_object_are_free() => Assert.Empty(Violations(typeof(TakesObjects)));

    private static IEnumerable<string> Violations(Type type) => new ObjectRule([typeof(BpfMap), typeof(BpfProgram), typeof(BpfLink), type]).Violations()
        .Where(line => line.StartsWith($"{type.Name}.", StringComparison.Ordinal))
        .Select(line => line[(type.Name.Length + 1)..line.IndexOf(':', StringComparison.Ordinal)])
        .Order(StringComparer.Ordinal);
}
