using LibBpfSharp.Btf;

namespace LibBpfSharp.Loading.Core;

/// <summary>Computes what a relocation's instruction held for the compiler and must hold for the target.</summary>
internal static class CoreCalculator
{
    /// <summary>Computes one relocation for one matching candidate, or, without one, for a target that lacks what is asked.</summary>
    public static CoreResult Calculate(CoreRelocationKind kind, CoreAccess local, CoreAccess? target)
    {
        if (kind.IsAboutField) return kind == CoreRelocationKind.FieldExists ? Existence(target) : Field(kind, local, target);
        return kind.IsAboutType ? Type(kind, local, target) : Enumerator(kind, local, target);
    }

    private static CoreResult Existence(CoreAccess? target)
        => new() { Original = 1, Value = target is null ? 0ul : 1, Validate = true };

    private static CoreResult Field(CoreRelocationKind kind, CoreAccess local, CoreAccess? target)
    {
        CoreFieldValue original = CoreFieldValue.Of(kind, local);
        var result = new CoreResult { Original = original.Value, OriginalSize = original.LoadSize, Validate = original.IsCertain };
        if (target is null) return result with { Poison = true };

        CoreFieldValue value = CoreFieldValue.Of(kind, target);
        return result with
        {
            Value = value.Value,
            Size = value.LoadSize,
            CannotResize = original.LoadSize != value.LoadSize && !CanResize(local, original.LoadTypeId, target, value.LoadTypeId),
        };
    }

    // Zero extension keeps the value of pointers and unsigned integers; anything else would be read wrongly.
    private static bool CanResize(CoreAccess local, uint localTypeId, CoreAccess target, uint targetTypeId)
    {
        BtfType from = local.Types.GetType(localTypeId);
        BtfType to = target.Types.GetType(targetTypeId);
        return from.Kind == to.Kind && (from.Kind == BtfKind.Ptr || (from.Kind == BtfKind.Int && from.IntEncoding != BtfIntEncoding.Signed && to.IntEncoding != BtfIntEncoding.Signed));
    }

    private static CoreResult Type(CoreRelocationKind kind, CoreAccess local, CoreAccess? target) => new()
    {
        Original = TypeValue(kind, local),
        Value = target is null ? 0 : TypeValue(kind, target),

        // Linking renumbers the local types without touching instructions.
        Validate = kind != CoreRelocationKind.TypeIdTarget,
    };

    private static ulong TypeValue(CoreRelocationKind kind, CoreAccess access) => kind switch
    {
        CoreRelocationKind.TypeIdTarget => access.RootTypeId,
        CoreRelocationKind.TypeExists or CoreRelocationKind.TypeMatches => 1,
        CoreRelocationKind.TypeSize => access.Types.TryGetSize(access.RootTypeId, out uint size)
            ? size
            : throw CoreFault.Malformed($"type [{access.RootTypeId}] has no size"),
        _ => throw CoreFault.Unsupported($"relocation kind {(uint)kind} is unknown"),
    };

    private static CoreResult Enumerator(CoreRelocationKind kind, CoreAccess local, CoreAccess? target)
    {
        if (kind == CoreRelocationKind.EnumValueExists) return Existence(target);
        var result = new CoreResult { Original = EnumeratorValue(local), Validate = true };
        return target is null ? result with { Poison = true } : result with { Value = EnumeratorValue(target) };
    }

    private static ulong EnumeratorValue(CoreAccess access)
    {
        CorePoint point = access.Points[0];
        BtfType type = access.Types.GetType(point.TypeId);
        long value = type.EnumValues[point.Index].Value;

        // The compiler puts a 32-bit value into a signed immediate, whatever the enumeration's sign.
        return (ulong)(type.Kind == BtfKind.Enum ? (int)value : value);
    }
}
