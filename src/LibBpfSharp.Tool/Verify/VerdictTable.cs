using System.Text.Json;

namespace LibBpfSharp.Tool.Verify;

/// <summary>Turns the lines of a run into a table for people, an object at a time.</summary>
internal sealed class VerdictTable(TextWriter output)
{
    private const string Gap = "  ";

    private static readonly string[] s_headings = ["PROGRAM", "TYPE", "VERDICT", "INSNS", "STATES", "TIME", ""];
    private static readonly bool[] s_isNumber = [false, false, false, true, true, true, false];

    private readonly List<string[]> _rows = [];

    /// <summary>Takes one line; what belongs to an object is printed once it is complete.</summary>
    public void Add(string line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        JsonElement record = document.RootElement;
        switch (Text(record, "k"))
        {
            case "run":
                output.WriteLine($"kernel {Text(record, "kernel")} ({Text(record, "arch")})");
                break;
            case "obj":
                Flush();
                output.WriteLine();
                output.WriteLine(Text(record, "v") == "ok" ? Text(record, "o") : $"{Text(record, "o")}: does not open: {Text(record, "v")}: {Text(record, "lw")}");
                break;
            case "prog":
                _rows.Add([Text(record, "p"), Text(record, "t"), Verdict(record), Text(record, "vi"), Text(record, "vs"), Time(record), Why(record)]);
                break;
            case "died":
                _rows.Add([Text(record, "p"), "", $"died ({Text(record, "sig")}{Text(record, "exit")})", "", "", "", Why(record)]);
                break;
            case "whole" or "wholefix":
                Flush();
                string sized = Text(record, "fix") is { Length: > 0 } sizes ? $", {sizes} sizes given" : "";
                output.WriteLine($"{Gap}whole object{sized}: {Verdict(record)}{Gap}{Why(record)}".TrimEnd());
                break;
        }
    }

    /// <summary>Prints what is left.</summary>
    public void Flush()
    {
        if (_rows.Count == 0) return;
        int[] widths = [.. s_headings.Select((heading, i) => _rows.Append(s_headings).Max(row => row[i].Length))];
        foreach (string[] row in _rows.Prepend(s_headings))
            output.WriteLine((Gap + string.Join(Gap, row.Select((cell, i) => s_isNumber[i] ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i])))).TrimEnd());
        _rows.Clear();
    }

    private static string Verdict(JsonElement record) =>
        record.TryGetProperty("st", out JsonElement stage) ? $"{Text(record, "v")} ({stage.GetString()})" : Text(record, "v");

    private static string Time(JsonElement record) => Text(record, "us") is { Length: > 0 } time ? $"{time} us" : "";

    private static string Why(JsonElement record) => Text(record, "vl") is { Length: > 0 } said ? said : Text(record, "lw");

    private static string Text(JsonElement record, string name) => record.TryGetProperty(name, out JsonElement value) ? value.ToString() : "";
}
