using LibBpfSharp.Btf;
using LibBpfSharp.Tests.Documentation.Layers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LibBpfSharp.Tests.Documentation.Exceptions;

/// <summary>Which exceptions the members of the library throw, by themselves or by what they call in the library.</summary>
/// <remarks>What a lambda throws counts for the member it stands in; a call of an abstract member counts for all that override it.</remarks>
internal sealed class ThrownExceptions
{
    private static readonly Lazy<ThrownExceptions> s_library = new(() => new(SourceCode.Library));

    private readonly Dictionary<IMethodSymbol, ThrowingBody> _bodies = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<IMethodSymbol, List<IMethodSymbol>> _overrides = new(SymbolEqualityComparer.Default);

    public ThrownExceptions(CSharpCompilation code)
    {
        foreach (SyntaxTree tree in code.SyntaxTrees) Read(code, code.GetSemanticModel(tree), tree.GetRoot());
        Spread();
    }

    public static ThrownExceptions OfLibrary => s_library.Value;

    /// <summary>What a method, a constructor, or a property's accessors throw.</summary>
    public IEnumerable<INamedTypeSymbol> Of(ISymbol member) => member switch
    {
        IPropertySymbol property => new[] { property.GetMethod, property.SetMethod }.OfType<IMethodSymbol>().SelectMany(Of).Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default),
        IMethodSymbol method => _bodies.TryGetValue(method, out ThrowingBody? body) ? body.Thrown : [],
        _ => [],
    };

    /// <summary>
    /// Whether what one method throws is what its caller throws: not what is wrong with arguments that another type gives, and not what would be wrong with BTF
    /// that was found right as a whole when it was parsed.
    /// </summary>
    private static bool IsCarried(INamedTypeSymbol type, IMethodSymbol from, IMethodSymbol to)
    {
        if (type.Name == nameof(BpfObjectFormatException) && IsOfBtf(from)) return IsOfBtf(to) && from.Name is not (nameof(BtfSpec.GetType) or "TextAt") || IsParse(from);
        if (SymbolEqualityComparer.Default.Equals(from.ContainingType.OriginalDefinition, to.ContainingType.OriginalDefinition)) return true;
        return !type.ContainingNamespace.ToDisplayString().StartsWith("System", StringComparison.Ordinal);
    }

    private static bool IsOfBtf(IMethodSymbol method) => method.ContainingNamespace.ToDisplayString() == "LibBpfSharp.Btf";

    private static bool IsParse(IMethodSymbol method) => method.MethodKind == MethodKind.Constructor || method.Name.StartsWith(nameof(BtfSpec.Parse), StringComparison.Ordinal);

    private void Read(CSharpCompilation code, SemanticModel model, SyntaxNode root)
    {
        foreach (SyntaxNode node in root.DescendantNodes())
        {
            if (Body(node) is not { } body || model.GetDeclaredSymbol(node) is not { } declared || model.GetOperation(body) is not { } operation) continue;
            IMethodSymbol? method = declared as IMethodSymbol ?? (declared as IPropertySymbol)?.GetMethod;
            if (method is null) continue;
            if (!_bodies.TryGetValue(method, out ThrowingBody? known))
            {
                _bodies.Add(method, known = new ThrowingBody(code));
                foreach (IMethodSymbol above in Above(method)) (_overrides.TryGetValue(above, out List<IMethodSymbol>? others) ? others : _overrides[above] = []).Add(method);
            }

            known.Add(operation);
        }
    }

    private static SyntaxNode? Body(SyntaxNode node) => node switch
    {
        BaseMethodDeclarationSyntax method => (SyntaxNode?)method.Body ?? method.ExpressionBody,
        AccessorDeclarationSyntax accessor => (SyntaxNode?)accessor.Body ?? accessor.ExpressionBody,
        BasePropertyDeclarationSyntax property => property switch
        {
            PropertyDeclarationSyntax { ExpressionBody: { } arrow } => arrow,
            IndexerDeclarationSyntax { ExpressionBody: { } arrow } => arrow,
            _ => null,
        },
        LocalFunctionStatementSyntax local => (SyntaxNode?)local.Body ?? local.ExpressionBody,
        _ => null,
    };

    /// <summary>What a method overrides or implements in the library.</summary>
    private static IEnumerable<IMethodSymbol> Above(IMethodSymbol method)
    {
        for (IMethodSymbol? at = method.OverriddenMethod; at is not null; at = at.OverriddenMethod) yield return at.OriginalDefinition;
        foreach (IMethodSymbol declared in method.ContainingType.AllInterfaces.SelectMany(type => type.GetMembers()).OfType<IMethodSymbol>())
        {
            if (SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(declared), method)) yield return declared.OriginalDefinition;
        }
    }

    /// <summary>Carries what is thrown to those who call, until nothing changes.</summary>
    private void Spread()
    {
        for (bool hasChanged = true; hasChanged;)
        {
            hasChanged = false;
            foreach ((IMethodSymbol caller, ThrowingBody body) in _bodies)
            {
                foreach ((IMethodSymbol called, IReadOnlyList<ITypeSymbol> caught) in body.Calls)
                {
                    foreach (IMethodSymbol target in _overrides.GetValueOrDefault(called, []).Append(called))
                    {
                        if (!_bodies.TryGetValue(target, out ThrowingBody? other) || other == body) continue;
                        foreach (INamedTypeSymbol type in other.Thrown)
                        {
                            if (IsCarried(type, target, caller) && !caught.Any(handler => ThrowingBody.Is(type, handler))) hasChanged |= body.Thrown.Add(type);
                        }
                    }
                }
            }
        }
    }
}
