using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace LibBpfSharp;

/// <summary>Reads the layout a C# type has in memory, which is not always the one marshalling gives it.</summary>
[UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Used where code is compiled at run time only; instance fields of structs are never trimmed, since they make the layout.")]
[UnconditionalSuppressMessage("Trimming", "IL2067", Justification = "As above.")]
[UnconditionalSuppressMessage("Trimming", "IL2072", Justification = "As above.")]
[UnconditionalSuppressMessage("Trimming", "IL2060", Justification = "As above.")]
[UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Used where code is compiled at run time only.")]
internal static class ManagedLayout
{
    private const BindingFlags InstanceFields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
    private const int MostElements = 64;

    private static readonly MethodInfo s_sizeOf = typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!;

    internal static BpfTypeLayout Of(Type type)
    {
        List<BpfFieldLayout> leaves = [];
        Add(leaves, type, "", 0);
        return new(type.Name, SizeOf(type), [.. leaves.OrderBy(leaf => leaf.Offset)]);
    }

    private static void Add(List<BpfFieldLayout> leaves, Type type, string path, int offset)
    {
        if (KindOf(type) is { } kind)
        {
            leaves.Add(new(path, offset, SizeOf(type), kind));
            return;
        }

        FieldInfo[] fields = type.GetFields(InstanceFields);
        if (type.GetCustomAttribute<InlineArrayAttribute>() is { } inline && fields.Length == 1)
        {
            AddArray(leaves, fields[0].FieldType, inline.Length, path, offset);
            return;
        }

        foreach (FieldInfo field in fields)
        {
            string name = path.Length == 0 ? NameOf(field) : $"{path}.{NameOf(field)}";
            int start = offset + OffsetOf(type, field);
            if (field.GetCustomAttribute<FixedBufferAttribute>() is { } buffer) AddArray(leaves, buffer.ElementType, buffer.Length, name, start);
            else Add(leaves, field.FieldType, name, start);
        }
    }

    private static void AddArray(List<BpfFieldLayout> leaves, Type element, int count, string path, int offset)
    {
        int stride = SizeOf(element);
        if (stride == 1 || count > MostElements) leaves.Add(new(path, offset, stride * count, BpfFieldKind.Bytes));
        else if (KindOf(element) is { } kind) leaves.Add(new(path, offset, stride, kind, count));
        else for (int i = 0; i < count; i++) Add(leaves, element, $"{path}[{i}]", offset + (i * stride));
    }

    private static BpfFieldKind? KindOf(Type type)
    {
        if (type == typeof(float) || type == typeof(double) || type == typeof(Half)) return BpfFieldKind.Float;
        if (type.IsPointer || type.IsFunctionPointer) return BpfFieldKind.Pointer;
        return type.IsPrimitive || type.IsEnum || type == typeof(Int128) || type == typeof(UInt128) ? BpfFieldKind.Integer : null;
    }

    private static string NameOf(FieldInfo field)
        => field.Name is ['<', .. string rest] && rest.IndexOf('>') is > 0 and int end ? rest[..end] : field.Name;

    /// <summary>Where a field is: the first byte that changes when all of its bytes do.</summary>
    private static int OffsetOf(Type owner, FieldInfo field)
    {
        object boxed = RuntimeHelpers.GetUninitializedObject(owner);
        field.SetValue(boxed, AllOnes(field.FieldType));
        return PayloadOf(boxed, SizeOf(owner)).IndexOfAnyExcept((byte)0);
    }

    private static object AllOnes(Type type)
    {
        if (type.IsPointer || type.IsFunctionPointer) return (nint)(-1);
        object boxed = RuntimeHelpers.GetUninitializedObject(type);
        PayloadOf(boxed, SizeOf(type)).Fill(byte.MaxValue);
        return boxed;
    }

    private static Span<byte> PayloadOf(object boxed, int size) => System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref Unsafe.As<Box>(boxed).First, size);

    private static int SizeOf(Type type)
        => type.IsPointer || type.IsFunctionPointer ? nint.Size : (int)s_sizeOf.MakeGenericMethod(type).Invoke(null, null)!;

    /// <summary>What every boxed value looks like: its bytes behind the object's header.</summary>
    private sealed class Box
    {
        public byte First;
    }
}
