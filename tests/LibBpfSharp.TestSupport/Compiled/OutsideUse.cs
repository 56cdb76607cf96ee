namespace LibBpfSharp.TestSupport;

/// <summary>A member or type of another assembly that compiled code names.</summary>
/// <param name="Type">The type, with its namespace.</param>
/// <param name="Member">The member's name; empty where the type itself is named.</param>
/// <param name="TakesText">Whether the member is a method whose first parameter is a string.</param>
/// <param name="Source">The source file.</param>
/// <param name="Line">The line in it.</param>
internal sealed record OutsideUse(string Type, string Member, bool TakesText, string Source, int Line)
{
    public override string ToString() => $"{Source}:{Line}: {Type}{(Member.Length > 0 ? "." : "")}{Member}";
}
