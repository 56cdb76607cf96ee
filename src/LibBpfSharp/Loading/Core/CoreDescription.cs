using System.Globalization;
using System.Text;
using LibBpfSharp.Btf;

namespace LibBpfSharp.Loading.Core;

/// <summary>Says for a person what a relocation is about, as C would write it: <c>offset of struct task_struct.mm[0]</c>.</summary>
internal static class CoreDescription
{
    /// <summary>Describes a relocation; a malformed one by its numbers.</summary>
    public static string Of(BtfSpec types, in CoreRelocation relocation)
    {
        var access = new CoreAccess();
        try
        {
            CoreAccessParser.Parse(types, relocation, access);
        }
        catch (CoreFault)
        {
            return $"{Question(relocation.Kind)} type [{relocation.TypeId}] {types.GetString(relocation.AccessStringOffset)}";
        }

        var text = new StringBuilder(Question(relocation.Kind)).Append(' ').Append(Name(types.GetType(relocation.TypeId)));
        if (relocation.Kind.IsAboutEnumerator)
        {
            CorePoint point = access.Points[0];
            return text.Append("::").Append(types.GetString(point.NameOffset)).ToString();
        }

        for (int i = 0; i < access.Length; i++)
        {
            CorePoint point = access.Points[i];
            if (!point.IsElement) text.Append('.').Append(types.GetString(point.NameOffset));
            else if (i > 0 || point.Index > 0) text.Append(CultureInfo.InvariantCulture, $"[{point.Index}]");
        }

        return text.ToString();
    }

    private static string Name(BtfType type)
    {
        string name = type.NameOffset == 0 ? "<anonymous>" : type.Name;
        return type.Kind switch
        {
            BtfKind.Struct => "struct " + name,
            BtfKind.Union => "union " + name,
            BtfKind.Enum or BtfKind.Enum64 => "enum " + name,
            _ => name,
        };
    }

    private static string Question(CoreRelocationKind kind) => kind switch
    {
        CoreRelocationKind.FieldByteOffset => "the offset of",
        CoreRelocationKind.FieldByteSize => "the size of",
        CoreRelocationKind.FieldExists => "the existence of",
        CoreRelocationKind.FieldSigned => "the sign of",
        CoreRelocationKind.FieldLeftShift64 => "the left shift of",
        CoreRelocationKind.FieldRightShift64 => "the right shift of",
        CoreRelocationKind.TypeIdLocal => "the local id of",
        CoreRelocationKind.TypeIdTarget => "the kernel's id of",
        CoreRelocationKind.TypeExists => "the existence of",
        CoreRelocationKind.TypeSize => "the size of",
        CoreRelocationKind.EnumValueExists => "the existence of",
        CoreRelocationKind.EnumValue => "the value of",
        CoreRelocationKind.TypeMatches => "the match of",
        _ => string.Create(CultureInfo.InvariantCulture, $"relocation kind {(uint)kind} of"),
    };
}
