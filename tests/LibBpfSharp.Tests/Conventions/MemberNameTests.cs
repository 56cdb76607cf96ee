using System.Reflection;
using System.Text.RegularExpressions;
using LibBpfSharp.Instructions;

namespace LibBpfSharp.Tests.Conventions;

/// <summary>What the name of a public member promises.</summary>
public sealed partial class MemberNameTests
{
    /// <summary>What methods begin with; a new word is added here if it is a verb, or what .NET calls such methods everywhere.</summary>
    private static readonly HashSet<string> s_verbs =
    [
        "Add", "Assemble", "Associate", "Attach", "Bind", "Build", "Change", "Clone", "Compare", "Configure", "Consume", "Contains", "Create", "Delete", "Describe", "Detach",
        "Discard", "Disconnect", "Dispose", "Drop", "Duplicate", "Enable", "Ensure", "Enumerate", "Equals", "Exchange", "Finalize", "Find", "For", "Format", "Freeze", "Get",
        "Invoke", "Is", "Lease", "Load", "Lookup", "May", "Move", "Open", "Parse", "Pause", "Pin", "Poll", "Prepare", "Preview", "Probe", "Push", "Query", "Read",
        "Receive", "Release", "Relocate", "Remove", "Replace", "Reserve", "Reset", "Resume", "Reuse", "Send", "Set", "Skip", "Slice", "Store", "Strip", "Submit",
        "Sum", "Swap", "Sweep", "Take", "Test", "Throw", "Try", "Unpin", "Update", "Wait", "Write", "As", "At", "From", "To", "Index", "Size", "Align",
    ];

    /// <summary>But factories of values, which are named for the value, and the assembler, whose methods are named for what they emit. What is to be disposed is no value.</summary>
    [Fact]
    public void A_method_is_named_by_a_verb()
        => Assert.Empty(PublicSurface.Methods
            .Where(method => method.DeclaringType != typeof(BpfAssembler) && !IsFactoryOfValues(method))
            .Where(method => !s_verbs.Contains(FirstWord().Match(method.Name).Value))
            .Select(PublicSurface.Name));

    [Fact]
    public void What_is_or_has_or_can_be_is_true_or_false()
        => Assert.Empty(PublicSurface.Properties.Select(property => (Member: (MemberInfo)property, Type: property.PropertyType))
            .Concat(PublicSurface.Methods.Select(method => (Member: (MemberInfo)method, Type: method.ReturnType)))
            .Where(member => Question().IsMatch(member.Member.Name) && member.Type != typeof(bool) && member.Type != typeof(bool?))
            .Select(member => PublicSurface.Name(member.Member)));

    [Fact]
    public void What_tries_tells_whether_it_did()
        => Assert.Empty(PublicSurface.Methods.Where(method => method.Name.StartsWith("Try", StringComparison.Ordinal) && method.ReturnType != typeof(bool)).Select(PublicSurface.Name));

    [Fact]
    public void What_can_be_awaited_says_so_at_its_end()
        => Assert.Empty(PublicSurface.Methods
            .Where(method => method.Name is not nameof(IAsyncEnumerable<>.GetAsyncEnumerator) && IsAwaited(method.ReturnType) != method.Name.EndsWith("Async", StringComparison.Ordinal))
            .Select(PublicSurface.Name));

    [Fact]
    public void A_token_of_cancellation_is_called_so_and_comes_last_and_may_be_left_out()
    {
        ParameterInfo[] tokens = [.. PublicSurface.MethodsAndConstructors.SelectMany(method => method.GetParameters()).Where(parameter => parameter.ParameterType == typeof(CancellationToken))];
        Assert.NotEmpty(tokens);
        Assert.All(tokens, token => Assert.Equal(
            ("cancellationToken", true, ((MethodBase)token.Member).GetParameters().Length - 1), (token.Name, token.HasDefaultValue, token.Position)));
    }

    [Fact]
    public void What_takes_time_can_be_cancelled()
        => Assert.Empty(PublicSurface.Methods
            .Where(method => method.GetParameters() is var all && all.Any(p => p.ParameterType == typeof(TimeSpan)) && !all.Any(p => p.ParameterType == typeof(CancellationToken)))
            .Select(PublicSurface.Name));

    /// <summary>An indexer may: it gives a copy, and takes one.</summary>
    [Fact]
    public void A_property_shows_no_collection_that_others_can_change()
        => Assert.Empty(PublicSurface.Properties
            .Where(property => property.GetIndexParameters().Length == 0 && (property.PropertyType.IsArray || IsChangeable(property.PropertyType)))
            .Concat<MemberInfo>(PublicSurface.Methods.Where(method => IsChangeable(method.ReturnType)))
            .Select(PublicSurface.Name));

    private static bool IsFactoryOfValues(MethodInfo method)
        => method.IsStatic && method.ReturnType == method.DeclaringType && !method.ReturnType.IsAssignableTo(typeof(IDisposable));

    private static bool IsAwaited(Type type)
        => type == typeof(Task) || type == typeof(ValueTask)
            || (type.IsGenericType && type.GetGenericTypeDefinition() is var open && (open == typeof(Task<>) || open == typeof(ValueTask<>) || open == typeof(IAsyncEnumerable<>)));

    private static bool IsChangeable(Type type)
        => type.IsGenericType && type.GetGenericTypeDefinition() is var open
            && (open == typeof(List<>) || open == typeof(IList<>) || open == typeof(ICollection<>) || open == typeof(Dictionary<,>) || open == typeof(IDictionary<,>) || open == typeof(HashSet<>));

    [GeneratedRegex("^[A-Z][a-z]*")]
    private static partial Regex FirstWord();

    [GeneratedRegex("^(Is|Has|Can)[A-Z]")]
    private static partial Regex Question();
}
