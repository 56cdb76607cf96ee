namespace LibBpfSharp.Interop;

/// <summary>Reads lines of the form <c>name: value</c>, as <c>/proc/PID/status</c> and <c>/proc/PID/fdinfo</c> have them.</summary>
internal static class TextFields
{
    /// <summary>The value of a name, without blanks around it; <c>null</c> where no line has it.</summary>
    public static string? Find(string text, string name)
    {
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            if (line.StartsWith(name) && line.Length > name.Length && line[name.Length] == ':') return line[(name.Length + 1)..].Trim().ToString();
        }

        return null;
    }
}
