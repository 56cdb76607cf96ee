using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LibBpfSharp.Interop;

namespace LibBpfSharp.LayoutTests;

/// <summary>
/// Every byte of the attributes handed to the kernel is one of a field: .NET copies a structure field by field where it likes to, what lies between
/// them is then whatever was on the stack, and the kernel refuses commands whose unused bytes are not zero.
/// </summary>
public sealed class PaddingTests
{
    public static TheoryData<Type> Structs =>
    [
        .. typeof(Kernel).Assembly.GetTypes().Where(type => type is { IsValueType: true, IsEnum: false } && Name(type).EndsWith("Attr", StringComparison.Ordinal)
            && type.IsDefined(typeof(UapiAttribute), inherit: false)
            && type.StructLayoutAttribute!.Value is LayoutKind.Sequential), // one laid out by offsets that has holes is copied whole
    ];

    [Theory]
    [MemberData(nameof(Structs))]
    public void No_byte_is_between_fields(Type type)
    {
        bool[] covered = new bool[SizeOf(type)];
        int sequential = 0;
        foreach (FieldInfo field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).OrderBy(field => field.MetadataToken))
        {
            int size = SizeOf(field);
            int offset = field.GetCustomAttribute<FieldOffsetAttribute>()?.Value ?? Aligned(sequential, AlignmentOf(field.FieldType), type.StructLayoutAttribute!.Pack);
            covered.AsSpan(offset, size).Fill(true);
            sequential = offset + size;
        }

        Assert.DoesNotContain(Enumerable.Range(0, covered.Length), at => !covered[at]);
    }

    private static string Name(Type type) => (type.DeclaringType ?? type).Name;

    private static int Aligned(int offset, int alignment, int pack)
    {
        if (pack is > 0 && pack < alignment) alignment = pack;
        return (offset + alignment - 1) / alignment * alignment;
    }

    private static int AlignmentOf(Type type)
    {
        if (type.IsEnum) type = type.GetEnumUnderlyingType();
        if (type.IsPrimitive || type.IsPointer) return SizeOf(type);
        return type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Select(field => AlignmentOf(field.FieldType)).DefaultIfEmpty(1).Max();
    }

    private static int SizeOf(FieldInfo field) => field.GetCustomAttribute<FixedBufferAttribute>() is { } buffer ? SizeOf(buffer.ElementType) * buffer.Length : SizeOf(field.FieldType);

    private static int SizeOf(Type type)
        => type.IsPointer ? IntPtr.Size : (int)typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!.MakeGenericMethod(type).Invoke(null, null)!;
}
