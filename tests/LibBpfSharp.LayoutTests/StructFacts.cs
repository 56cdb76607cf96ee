using System.Reflection;
using System.Runtime.CompilerServices;

namespace LibBpfSharp.LayoutTests;

/// <summary>Facts about the structs that mirror the kernel's: every field's place and size, and the whole's size.</summary>
internal static class StructFacts
{
    /// <param name="type">A struct with at least one <see cref="UapiAttribute"/>.</param>
    /// <param name="wholeIsExact">Whether the whole must be as long as the kernel's; older headers have shorter ones.</param>
    public static IEnumerable<LayoutFact> Of(Type type, bool wholeIsExact)
    {
        foreach (UapiAttribute uapi in type.GetCustomAttributes<UapiAttribute>())
        {
            foreach (LayoutFact fact in Fields(type, uapi, origin: uapi.Member, baseOffset: 0, type.Name)) yield return fact;

            // What is one of several anonymous parts has no size of its own in C.
            string comparison = wholeIsExact ? "==" : "<=";
            if (uapi.Member is not null)
                yield return new($"sizeof({Pointed(uapi.CType!, uapi.Member)}) {comparison} {Layout.SizeOf(type)}", $"size of {type.Name}");
            else if (!uapi.CType!.StartsWith("union ", StringComparison.Ordinal))
                yield return new($"sizeof({uapi.CType}) {comparison} {Layout.SizeOf(type)}", $"size of {type.Name}");
        }
    }

    private static IEnumerable<LayoutFact> Fields(Type type, UapiAttribute uapi, string? origin, int baseOffset, string name)
    {
        foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
        {
            if (field.Name.StartsWith('_')) continue;
            (int offset, int size) = Layout.Of(type, field);
            offset += baseOffset;
            string about = $"{name}.{field.Name}";

            UapiAttribute[] parts = [.. field.FieldType.GetCustomAttributes<UapiAttribute>().Where(_ => !field.FieldType.IsEnum)];
            foreach (UapiAttribute part in parts)
                foreach (LayoutFact fact in Fields(field.FieldType, part, origin, offset, about))
                    yield return fact;
            if (parts.Length > 0) continue;

            string path = (uapi.Member is null ? string.Empty : uapi.Member + ".") + KernelName.OfField(field);
            string start = origin is null ? string.Empty : $" - __builtin_offsetof({uapi.CType}, {origin})";
            yield return new($"__builtin_offsetof({uapi.CType}, {path}){start} == {offset} && sizeof({Pointed(uapi.CType!, path)}) == {size}", about);
        }
    }

    private static string Pointed(string type, string path) => $"(({type} *)0)->{path}";

    /// <summary>Where fields of blittable structs lie, found by filling one field with ones.</summary>
    internal static class Layout
    {
        public static int SizeOf(Type type) => (int)typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!.MakeGenericMethod(type).Invoke(null, null)!;

        public static (int Offset, int Size) Of(Type type, FieldInfo field)
        {
            object boxed = RuntimeHelpers.GetUninitializedObject(type);
            field.SetValue(boxed, Ones(field.FieldType));
            Span<byte> bytes = Bytes(boxed, SizeOf(type));
            int first = bytes.IndexOf((byte)0xFF);
            return (first, bytes.LastIndexOf((byte)0xFF) - first + 1);
        }

        private static object Ones(Type type)
        {
            object boxed = RuntimeHelpers.GetUninitializedObject(type);
            Bytes(boxed, SizeOf(type)).Fill(0xFF);
            return boxed;
        }

        private static Span<byte> Bytes(object boxed, int size) =>
            System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref Unsafe.As<StrongBox<byte>>(boxed).Value, size);
    }
}
