using System.Runtime.CompilerServices;
using LibBpfSharp.Btf;

namespace LibBpfSharp;

/// <summary>Checks that a C# type can stand for the C type of a variable or member.</summary>
internal static class VariableLayout
{
    /// <param name="what">The subject of the sentence.</param>
    /// <param name="size">Bytes it has.</param>
    /// <param name="types">The object's BTF.</param>
    /// <param name="typeId">Its C type there; 0 where that is not known.</param>
    internal static void Check<T>(string what, int size, BtfSpec? types, uint typeId)
        where T : unmanaged
    {
        if (Unsafe.SizeOf<T>() != size) throw new ArgumentException($"{what} has {size} bytes; {typeof(T)} has {Unsafe.SizeOf<T>()}.");
        if (types is null || typeId == 0 || !typeof(T).IsPrimitive) return;

        BtfType type = types.SkipModifiers(typeId);
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
        if (!fits) throw new ArgumentException($"{what} is of kind {type.Kind} in C, for which {typeof(T)} cannot stand.");
    }
}
