using System.Xml.Linq;
using LibBpfSharp.Tests.Documentation.Layers;
using Microsoft.CodeAnalysis;

namespace LibBpfSharp.Tests.Documentation;

/// <summary>The members of the library that its users can call, with their comments.</summary>
internal static class PublicMembers
{
    private static readonly Lazy<IReadOnlyList<ISymbol>> s_all = new(() => [.. Of(SourceCode.Library)]);

    /// <summary>Those of the library as it stands.</summary>
    public static IReadOnlyList<ISymbol> All => s_all.Value;

    /// <summary>Methods, constructors and properties that somebody wrote and others can call.</summary>
    public static IEnumerable<ISymbol> Of(Compilation code) => Types(code.Assembly.GlobalNamespace)
        .SelectMany(type => type.GetMembers())
        .Where(member => member is IPropertySymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.Constructor or MethodKind.Conversion or MethodKind.UserDefinedOperator })
        .Where(member => !member.IsImplicitlyDeclared && IsVisible(member.DeclaredAccessibility));

    /// <summary>What is written above a member; <c>null</c> for nothing.</summary>
    public static XElement? CommentOf(ISymbol member)
        => member.GetDocumentationCommentXml() is { Length: > 0 } comment ? XElement.Parse(comment, LoadOptions.PreserveWhitespace) : null;

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol container) => container.GetMembers().OfType<INamespaceOrTypeSymbol>()
        .Where(inner => inner is not INamedTypeSymbol type || IsVisible(type.DeclaredAccessibility))
        .SelectMany(inner => inner is INamedTypeSymbol type ? [type, .. Types(type)] : Types(inner));

    private static bool IsVisible(Accessibility accessibility) => accessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal;
}
