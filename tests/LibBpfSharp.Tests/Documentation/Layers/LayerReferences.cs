using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LibBpfSharp.Tests.Documentation.Layers;

/// <summary>Which folder's code refers to what of which other folder.</summary>
/// <remarks>
/// A type is at home in the file that bears its name, a member in the file that declares it: a part of <c>BpfProgram</c> that stands in a
/// room belongs to that room. Names in comments and in <c>nameof</c> are words for people, and no references.
/// </remarks>
internal static class LayerReferences
{
    private static readonly Lazy<IReadOnlyList<LayerReference>> s_library = new(()
        => [.. SourceCode.Library.SyntaxTrees.Where(tree => tree.FilePath.Length > 0).AsParallel().SelectMany(tree => In(SourceCode.Library, tree)).Distinct()]);

    /// <summary>All references in the library as it stands.</summary>
    public static IReadOnlyList<LayerReference> OfLibrary => s_library.Value;

    /// <summary>The references in one file.</summary>
    public static IEnumerable<LayerReference> In(CSharpCompilation code, SyntaxTree tree) => Find(code.GetSemanticModel(tree), tree);

    private static IEnumerable<LayerReference> Find(SemanticModel model, SyntaxTree tree)
    {
        string from = Folder(tree.FilePath);
        foreach (SimpleNameSyntax name in tree.GetRoot().DescendantNodes(node => !IsNameOf(node)).OfType<SimpleNameSyntax>())
        {
            if (Referred(model.GetSymbolInfo(name)) is not { } symbol || Home(symbol) is not { } home || Folder(home) == from) continue;
            yield return new LayerReference(from, Folder(home), Path.GetRelativePath(SourceCode.Root, tree.FilePath), Name(symbol));
        }
    }

    private static bool IsNameOf(SyntaxNode node) => node is InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } };

    private static ISymbol? Referred(SymbolInfo info) => (info.Symbol ?? info.CandidateSymbols.FirstOrDefault())?.OriginalDefinition switch
    {
        IMethodSymbol { ReducedFrom: { } extension } => extension,
        IMethodSymbol { MethodKind: MethodKind.Constructor } constructor => constructor.ContainingType,
        INamedTypeSymbol or IMethodSymbol or IPropertySymbol or IFieldSymbol or IEventSymbol => info.Symbol?.OriginalDefinition ?? info.CandidateSymbols[0].OriginalDefinition,
        _ => null,
    };

    private static string? Home(ISymbol symbol)
    {
        string[] files = [.. symbol.DeclaringSyntaxReferences.Select(part => part.SyntaxTree.FilePath).Where(path => path.Length > 0)];
        return files.FirstOrDefault(path => symbol is INamedTypeSymbol && Path.GetFileName(path) == $"{symbol.Name}.cs") ?? files.FirstOrDefault();
    }

    private static string Folder(string path) => Path.GetRelativePath(SourceCode.Root, path).Split('/')[0];

    private static string Name(ISymbol symbol) => symbol is INamedTypeSymbol ? symbol.Name : $"{symbol.ContainingType?.Name}.{symbol.Name}";
}
