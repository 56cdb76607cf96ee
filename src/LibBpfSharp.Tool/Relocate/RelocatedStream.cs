using System.Globalization;
using LibBpfSharp.Instructions;
using LibBpfSharp.Tool.Json;
using LibBpfSharp.Tool.Verify;

namespace LibBpfSharp.Tool.Relocate;

/// <summary>One program relocated, or why it cannot be.</summary>
/// <param name="Object">The object's name as printed.</param>
/// <param name="Program">The program; <c>null</c> for an object that does not open.</param>
/// <param name="Stream">The instructions, not normalised; <c>null</c> after a failure.</param>
/// <param name="Failure">What went wrong.</param>
internal sealed record RelocatedStream(string Object, BpfProgramSpec? Program, BpfInstruction[]? Stream, BpfException? Failure)
{
    /// <summary>The members of <c>verify</c>'s program lines that need no kernel.</summary>
    public JsonLine ToJson()
    {
        JsonLine line = new JsonLine(Program is null ? "obj" : "prog").Text("o", Object);
        if (Program is not null) line.Text("p", Program.Name).Text("s", Program.SectionName);
        line.Text("v", ErrnoWord.Of(Failure is null ? 0 : FailureErrno.Of(Failure)));
        if (Failure is not null) line.Text("lw", Failure.Message.Split('\n')[0]);
        if (Stream is null) return line;

        line.Number("n", Stream.Length);
        string words = StreamWords.Spell(StreamWords.In(Stream));
        if (words.Length > 0) line.Text("x", words);
        return line.Hash("h", Fnv1a.Of(Normalised()));
    }

    /// <summary>The instructions with what differs from run to run taken out.</summary>
    public BpfInstruction[] Normalised()
    {
        BpfInstruction[] copy = (BpfInstruction[])Stream!.Clone();
        StreamNormaliser.Normalise(copy);
        return copy;
    }

    public override string ToString() => Failure is null
        ? string.Create(CultureInfo.InvariantCulture, $"{Object}  {Program!.Name}  {Stream!.Length} instructions  {Fnv1a.Of(Normalised()):x16}")
        : $"{Object}  {Program?.Name}  {Failure.Message.Split('\n')[0]}";
}
