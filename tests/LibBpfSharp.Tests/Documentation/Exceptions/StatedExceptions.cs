using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace LibBpfSharp.Tests.Documentation.Exceptions;

/// <summary>Which exceptions the comment of a member states, by itself or by the comments it takes them from.</summary>
internal static class StatedExceptions
{
    public static IEnumerable<INamedTypeSymbol> Of(ISymbol member, Compilation code) => Of(member, code, []);

    private static IEnumerable<INamedTypeSymbol> Of(ISymbol member, Compilation code, HashSet<string> seen)
    {
        if (!seen.Add(member.GetDocumentationCommentId() ?? string.Empty) || PublicMembers.CommentOf(member) is not { } comment) yield break;
        foreach (XElement stated in comment.Elements("exception"))
        {
            if (Named(stated, code) is INamedTypeSymbol type) yield return type;
        }

        foreach (XElement inherited in comment.Elements("inheritdoc").Where(TakesExceptions))
        {
            foreach (ISymbol source in inherited.Attribute("cref") is null ? Above(member) : [.. new[] { Named(inherited, code) }.OfType<ISymbol>()])
            {
                foreach (INamedTypeSymbol type in Of(source, code, seen)) yield return type;
            }
        }
    }

    private static bool TakesExceptions(XElement inherited) => inherited.Attribute("path")?.Value is not { } path || path.Contains("exception", StringComparison.Ordinal);

    private static ISymbol? Named(XElement element, Compilation code)
        => element.Attribute("cref")?.Value is { } id ? DocumentationCommentId.GetFirstSymbolForDeclarationId(id, code) : null;

    /// <summary>Whose comment a bare <c>inheritdoc</c> takes.</summary>
    private static IEnumerable<ISymbol> Above(ISymbol member)
    {
        ISymbol? overridden = member switch { IMethodSymbol method => method.OverriddenMethod, IPropertySymbol property => property.OverriddenProperty, _ => null };
        if (overridden is not null) return [overridden];
        return member.ContainingType.AllInterfaces.SelectMany(type => type.GetMembers())
            .Where(declared => SymbolEqualityComparer.Default.Equals(member.ContainingType.FindImplementationForInterfaceMember(declared), member));
    }
}
