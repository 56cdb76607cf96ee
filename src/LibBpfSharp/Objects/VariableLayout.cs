using System.Runtime.CompilerServices;
using LibBpfSharp.Btf;

namespace LibBpfSharp;

/// <summary>Checks that a C# type can stand for a variable's C type.</summary>
internal static class VariableLayout
{
    internal static void Check<T>(BpfVariable variable, BpfObjectSpec spec)
        where T : unmanaged
    {
        if (Unsafe.SizeOf<T>() != variable.Size)
            throw new ArgumentException($"Variable '{variable.Name}' has {variable.Size} bytes; {typeof(T)} has {Unsafe.SizeOf<T>()}.");
        if (spec.Btf is not { } types || variable.Spec.TypeId == 0 || !typeof(T).IsPrimitive) return;

        BtfType type = types.SkipModifiers(variable.Spec.TypeId);
        bool isFloat = typeof(T) == typeof(float) || typeof(T) == typeof(double);
        bool isPointer = typeof(T) == typeof(nint) || typeof(T) == typeof(nuint);
        bool fits = type.Kind switch
        {
            BtfKind.Float => isFloat,
            BtfKind.Int => !isFloat,
            BtfKind.Enum or BtfKind.Enum64 => !isFloat && typeof(T) != typeof(bool) && typeof(T) != typeof(char),
            BtfKind.Ptr => isPointer || typeof(T) == typeof(ulong) || typeof(T) == typeof(long),
            _ => true,
        };
        if (!fits) throw new ArgumentException($"Variable '{variable.Name}' is of kind {type.Kind} in C, for which {typeof(T)} cannot stand.");
    }
}
