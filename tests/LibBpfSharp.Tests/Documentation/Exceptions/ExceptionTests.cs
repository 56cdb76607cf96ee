using LibBpfSharp.Tests.Documentation.Layers;
using Microsoft.CodeAnalysis;

namespace LibBpfSharp.Tests.Documentation.Exceptions;

/// <summary>Every member says which exceptions it throws.</summary>
public sealed class ExceptionTests
{
    [Fact]
    public void Every_member_states_its_exceptions()
    {
        string[] found = [.. Unstated(SourceCode.Library, ThrownExceptions.OfLibrary, PublicMembers.All)];
        Assert.True(found.Length == 0, string.Join('\n', found.Order()));
    }

    [Fact]
    public void Nothing_is_called_impossible_that_no_calls_lead_to()
    {
        HashSet<(string, string)> followed = [.. PublicMembers.All.SelectMany(member => ThrownExceptions.OfLibrary.Of(member).Select(type => Key(member, type)))];
        Assert.DoesNotContain(ImpossibleExceptions.Reasons.Keys, entry => !followed.Contains(entry));
    }

    /// <summary>Each case's member is that of its class in <see cref="Violations"/>.</summary>
    [Theory]
    [InlineData(nameof(Violations.States_nothing), "InvalidOperationException")]
    [InlineData(nameof(Violations.States_another), "InvalidOperationException")]
    [InlineData(nameof(Violations.States_it), null)]
    [InlineData(nameof(Violations.Inherits_it), null)]
    [InlineData(nameof(Violations.Calls_what_throws), "BpfPinException")]
    [InlineData(nameof(Violations.Catches_it), null)]
    [InlineData(nameof(Violations.Throws_it_on), "BpfPinException")]
    [InlineData(nameof(Violations.Asks_parsed_types), null)]
    public void An_exception_that_is_not_stated_is_found(string violation, string? missing)
    {
        string[] found = [.. Violations.Found.Where(line => line.StartsWith($"LibBpfSharp.{violation}.", StringComparison.Ordinal))];
        if (missing is null) Assert.Empty(found);
        else Assert.Contains(missing, Assert.Single(found), StringComparison.Ordinal);
    }

    /// <summary>
    /// What the library itself throws is one family, of which a member that can throw any states at least one; of others it states each, as such or as a more
    /// or less special one.
    /// </summary>
    internal static IEnumerable<string> Unstated(Compilation code, ThrownExceptions thrown, IEnumerable<ISymbol> members)
    {
        foreach (ISymbol member in members)
        {
            INamedTypeSymbol[] stated = [.. StatedExceptions.Of(member, code)];
            string[] missing = [.. thrown.Of(member).Where(type => !IsUnderstood(type) && !ImpossibleExceptions.Reasons.ContainsKey(Key(member, type)) && !stated.Any(other => Covers(other, type))).Select(type => type.Name).Order()];
            if (missing.Length > 0) yield return $"{member.ToDisplayString()} ({Place(member)}): {string.Join(", ", missing)}";
        }
    }

    private static (string Member, string Exception) Key(ISymbol member, INamedTypeSymbol type) => ($"{member.ContainingType.Name}.{member.Name}", type.Name);

    /// <summary>What the remarks of types and of the library say once for all members.</summary>
    private static bool IsUnderstood(INamedTypeSymbol type)
        => type.Name is nameof(ArgumentNullException) or nameof(ObjectDisposedException) or nameof(PlatformNotSupportedException) or nameof(System.Diagnostics.UnreachableException);

    private static bool Covers(INamedTypeSymbol stated, INamedTypeSymbol thrown)
        => ThrowingBody.Is(thrown, stated) || ThrowingBody.Is(stated, thrown) || (IsOfFamily(stated) && IsOfFamily(thrown));

    private static bool IsOfFamily(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? at = type; at is not null; at = at.BaseType)
        {
            if (at.Name == nameof(BpfException)) return true;
        }

        return false;
    }

    private static string Place(ISymbol member)
    {
        FileLinePositionSpan span = member.Locations[0].GetLineSpan();
        return $"{Path.GetRelativePath(SourceCode.Root, span.Path)}:{span.StartLinePosition.Line + 1}";
    }
}
