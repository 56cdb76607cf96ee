namespace LibBpfSharp.Loading.Core;

/// <summary>A turning point of an access: a named member of a struct or union, or an element of an array.</summary>
/// <param name="TypeId">The type that has the member, or the type of the element.</param>
/// <param name="Index">The member's, enumerator's or element's number.</param>
/// <param name="NameOffset">Where the member's or enumerator's name lies in the strings of its BTF; 0 for an element.</param>
internal readonly record struct CorePoint(uint TypeId, int Index, uint NameOffset)
{
    /// <summary>Whether the point is an array element, which has no name.</summary>
    public bool IsElement => NameOffset == 0;
}
