namespace LibBpfSharp.Spec;

/// <summary>Names as error messages show them.</summary>
internal static class Quoted
{
    private const int Longest = 80;

    /// <summary>The name in quotes, cut where it is a novel.</summary>
    internal static string Name(string name) => name.Length > Longest ? $"'{name.AsSpan(0, Longest)}…'" : $"'{name}'";
}
