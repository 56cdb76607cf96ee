using LibBpfSharp.Tests.Documentation.Layers;
using Microsoft.CodeAnalysis.CSharp;

namespace LibBpfSharp.Tests.Documentation.Exceptions;

/// <summary>Members that state their exceptions and members that do not, each in a class of its own, as if the library had them.</summary>
internal static class Violations
{
    public const string States_nothing = "public void Go() => Inner(); void Inner() => throw new InvalidOperationException();";
    public const string States_another = "/// <exception cref=\"KeyNotFoundException\">Never.</exception>\n" + States_nothing;
    public const string States_it = "/// <exception cref=\"InvalidOperationException\">Always.</exception>\n" + States_nothing;
    public const string Inherits_it = "/// <inheritdoc cref=\"BpfMap.Freeze\"/>\n" + States_nothing;
    public const string Calls_what_throws = "public BpfMap Go() => BpfMap.OpenPinned(\"/sys/fs/bpf/map\");";
    public const string Catches_it = "public BpfMap? Go() { try { return BpfMap.OpenPinned(\"\"); } catch (Exception) { return null; } }";
    public const string Throws_it_on = "public BpfMap? Go() { try { return BpfMap.OpenPinned(\"\"); } catch (Exception) { throw; } }";
    public const string Asks_parsed_types = "public bool Go(BtfSpec types) => types.TryFind(\"task_struct\", BtfKind.Struct, out _);";

    private static readonly Lazy<IReadOnlyList<string>> s_found = new(Find);

    /// <summary>What is found in all of them, each line with the name of its class.</summary>
    public static IReadOnlyList<string> Found => s_found.Value;

    private static List<string> Find()
    {
        (string Name, string Member)[] all =
        [
            (nameof(States_nothing), States_nothing), (nameof(States_another), States_another), (nameof(States_it), States_it), (nameof(Inherits_it), Inherits_it),
            (nameof(Calls_what_throws), Calls_what_throws), (nameof(Catches_it), Catches_it), (nameof(Throws_it_on), Throws_it_on), (nameof(Asks_parsed_types), Asks_parsed_types),
        ];
        string text = "namespace LibBpfSharp; using LibBpfSharp.Btf;\n" + string.Concat(all.Select(each => $"public class {each.Name}\n{{\n{each.Member}\n}}\n"));
        CSharpCompilation code = SourceCode.With("Maps/Violations.cs", text);
        HashSet<string> names = [.. all.Select(each => each.Name)];
        return [.. ExceptionTests.Unstated(code, new ThrownExceptions(code), PublicMembers.Of(code).Where(member => names.Contains(member.ContainingType.Name)))];
    }
}
