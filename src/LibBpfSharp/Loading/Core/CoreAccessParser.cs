using System.Buffers.Text;
using LibBpfSharp.Btf;

namespace LibBpfSharp.Loading.Core;

/// <summary>Reads the access the compiler recorded.</summary>
internal static class CoreAccessParser
{
    /// <summary>Turns a relocation's access string, such as <c>0:1:2:3</c>, into steps through the local types.</summary>
    /// <exception cref="CoreFault">The string or the types it goes through are malformed.</exception>
    public static void Parse(BtfSpec types, in CoreRelocation relocation, CoreAccess into)
    {
        ReadOnlySpan<byte> text = types.GetStringBytes(relocation.AccessStringOffset);
        into.Start(types, relocation.TypeId);

        if (relocation.Kind.IsAboutType)
        {
            if (!text.SequenceEqual("0"u8)) throw CoreFault.Malformed("a relocation about a whole type has an access string");
            return;
        }

        ReadSteps(text, into);
        BtfType root = types.SkipModifiers(relocation.TypeId);
        int first = into.Raw[0];
        if (relocation.Kind.IsAboutEnumerator)
        {
            if (!root.IsEnum || into.RawLength > 1 || first >= root.Length)
                throw CoreFault.Malformed("the access string names no enumerator");
            into.PushPoint(new CorePoint(root.Id, first, root.EnumValues[first].NameOffset));
            return;
        }

        if (!relocation.Kind.IsAboutField) throw CoreFault.Malformed($"relocation kind {(uint)relocation.Kind} is unknown");
        into.PushPoint(new CorePoint(root.Id, first, NameOffset: 0));
        into.Advance(first * (long)Size(types, root.Id) * 8);
        Walk(types, root.Id, into);
    }

    private static void Walk(BtfSpec types, uint id, CoreAccess into)
    {
        for (int i = 1; i < into.RawLength; i++)
        {
            BtfType type = types.SkipModifiers(id);
            int index = into.Raw[i];
            if (type.IsComposite)
            {
                if (index >= type.Length) throw CoreFault.Malformed("the access string names no member");
                BtfMember member = type.Members[index];
                into.Advance(member.BitOffset);
                if (member.NameOffset != 0) into.PushPoint(new CorePoint(type.Id, index, member.NameOffset));
                id = member.TypeId;
            }
            else if (type.Kind == BtfKind.Array)
            {
                BtfArray array = type.Array;
                uint element = types.SkipModifiers(array.ElementTypeId).Id;
                if (index >= array.Count && !into.EndsInFlexibleArray(array.Count))
                    throw CoreFault.Malformed("the access string leaves an array");
                into.PushPoint(new CorePoint(element, index, NameOffset: 0));
                into.Advance(index * (long)Size(types, element) * 8);
                id = element;
            }
            else
            {
                throw CoreFault.Malformed($"the access goes through a type of kind {type.Kind}");
            }
        }
    }

    private static void ReadSteps(ReadOnlySpan<byte> text, CoreAccess into)
    {
        if (text.IsEmpty || text[0] == ':') throw CoreFault.Malformed("the access string is empty");
        while (!text.IsEmpty)
        {
            if (!Utf8Parser.TryParse(text, out int step, out int used) || step < 0)
                throw CoreFault.Malformed("the access string is not a list of numbers");
            into.PushRaw(step);
            text = text[used..];
            if (text.IsEmpty) return;
            if (text[0] != ':') throw CoreFault.Malformed("the access string is not a list of numbers");
            text = text[1..];
        }
    }

    private static uint Size(BtfSpec types, uint id)
        => types.TryGetSize(id, out uint size) ? size : throw CoreFault.Malformed($"type [{id}] has no size");
}
