using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LibBpfSharp.Tests.Documentation.Exceptions;

/// <summary>What one body throws by itself, and what it calls.</summary>
internal sealed class ThrowingBody(Compilation code)
{
    /// <summary>The types of what it throws and does not catch.</summary>
    public HashSet<INamedTypeSymbol> Thrown { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>The members of the library it calls, each with what is caught around the call.</summary>
    public List<(IMethodSymbol Called, IReadOnlyList<ITypeSymbol> Caught)> Calls { get; } = [];

    public void Add(IOperation body)
    {
        foreach (IOperation operation in body.DescendantsAndSelf().Where(operation => !IsKept(operation)))
        {
            switch (operation)
            {
                case IThrowOperation { Exception: { } thrown }:
                    Throw(thrown is IConversionOperation { IsImplicit: true } conversion ? conversion.Operand.Type : thrown.Type, operation);
                    break;
                case IInvocationOperation { TargetMethod: { } method }:
                    Call(method, operation);
                    break;
                case IMethodReferenceOperation { Method: { } method }:
                    Call(method, operation);
                    break;
                case IObjectCreationOperation { Constructor: { } constructor }:
                    Call(constructor, operation);
                    break;
                case IPropertyReferenceOperation reference:
                    Use(reference);
                    break;
                case IConversionOperation { OperatorMethod: { } converter }:
                    Call(converter, operation);
                    break;
            }
        }
    }

    /// <summary>Whether an operation is in a lambda that an object is made with, which runs it at another time.</summary>
    private static bool IsKept(IOperation operation)
    {
        for (IOperation? at = operation; at is not null; at = at.Parent)
        {
            if (at is IAnonymousFunctionOperation { Parent.Parent: IArgumentOperation { Parent: IObjectCreationOperation } or IAssignmentOperation { Parent: IObjectOrCollectionInitializerOperation } })
                return true;
        }

        return false;
    }

    private void Use(IPropertyReferenceOperation reference)
    {
        bool isWritten = reference.Parent is IAssignmentOperation assignment && assignment.Target == reference;
        if (isWritten && reference.Property.SetMethod is { } set) Call(set, reference);
        if ((!isWritten || reference.Parent is ICompoundAssignmentOperation) && reference.Property.GetMethod is { } get) Call(get, reference);
    }

    private void Call(IMethodSymbol method, IOperation at)
    {
        if (SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, code.Assembly)) Calls.Add(((method.ReducedFrom ?? method).OriginalDefinition, CaughtAround(at)));
        else if (method is { IsStatic: true } && method.Name.StartsWith("ThrowIf", StringComparison.Ordinal)) Throw(method.ContainingType, at);
    }

    private void Throw(ITypeSymbol? type, IOperation at)
    {
        if (type is INamedTypeSymbol named && !CaughtAround(at).Any(caught => Is(named, caught))) Thrown.Add(named);
    }

    public static bool Is(ITypeSymbol type, ITypeSymbol ancestor)
    {
        for (ITypeSymbol? at = type; at is not null; at = at.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(at, ancestor)) return true;
        }

        return false;
    }

    /// <summary>The types that the handlers around an operation take for good, whatever the exception says.</summary>
    private static List<ITypeSymbol> CaughtAround(IOperation operation)
    {
        List<ITypeSymbol> caught = [];
        for (IOperation inner = operation; inner.Parent is { } outer; inner = outer)
        {
            if (outer is not ITryOperation attempt || attempt.Body != inner) continue;
            caught.AddRange(attempt.Catches.Where(handler => handler.Filter is null && !Rethrows(handler)).Select(handler => handler.ExceptionType));
        }

        return caught;
    }

    private static bool Rethrows(ICatchClauseOperation handler) => handler.Handler.Descendants().Any(inner => inner is IThrowOperation { Exception: null });
}
