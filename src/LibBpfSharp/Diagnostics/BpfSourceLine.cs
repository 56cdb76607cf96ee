namespace LibBpfSharp;

/// <summary>A place in the C source a BPF instruction was compiled from, as <c>.BTF.ext</c> line information tells it.</summary>
public sealed record BpfSourceLine
{
    internal BpfSourceLine()
    {
    }

    /// <summary>The source file, as the compiler was given it; empty where unknown.</summary>
    public string File { get; init; } = "";

    /// <summary>The line, counted from 1; 0 where unknown.</summary>
    public int Line { get; init; }

    /// <summary>The column, counted from 1; 0 where unknown.</summary>
    public int Column { get; init; }

    /// <summary>The line's text without leading and trailing white space; empty where unknown.</summary>
    public string Text { get; init; } = "";

    /// <summary><c>file:line</c>, followed by the text in quotes where it is known.</summary>
    public override string ToString()
    {
        string place = Line > 0 ? $"{File}:{Line}" : File;
        return Text.Length == 0 ? place : $"{place} '{Text}'";
    }
}
