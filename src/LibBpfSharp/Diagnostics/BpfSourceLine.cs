namespace LibBpfSharp;

/// <summary>A place in the C source a BPF instruction was compiled from, as <c>.BTF.ext</c> line information tells it.</summary>
/// <param name="File">The source file, as the compiler was given it; empty where unknown.</param>
/// <param name="Line">The line, counted from 1; 0 where unknown.</param>
/// <param name="Column">The column, counted from 1; 0 where unknown.</param>
/// <param name="Text">The line's text without leading and trailing white space; empty where unknown.</param>
public sealed record BpfSourceLine(string File, int Line, int Column, string Text)
{
    /// <summary><c>file:line</c>, followed by the text in quotes where it is known.</summary>
    public override string ToString()
    {
        string place = Line > 0 ? $"{File}:{Line}" : File;
        return Text.Length == 0 ? place : $"{place} '{Text}'";
    }
}
