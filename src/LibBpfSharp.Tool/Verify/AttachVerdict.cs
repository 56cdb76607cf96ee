using LibBpfSharp.Tool.Json;

namespace LibBpfSharp.Tool.Verify;

/// <summary>Attaches for a moment and says what became of it: the members <c>a</c> and <c>aw</c>.</summary>
internal static class AttachVerdict
{
    private const int LongestHint = 120;

    /// <param name="line">The line to add to.</param>
    /// <param name="reasonNotTo">Why it is not tried; <c>null</c> to try.</param>
    /// <param name="attach">The attempt.</param>
    public static void AddTo(JsonLine line, string? reasonNotTo, Func<BpfLink> attach)
    {
        if (reasonNotTo is not null)
        {
            line.Text("a", $"skip:{reasonNotTo}");
            return;
        }

        try
        {
            attach().Dispose();
            line.Text("a", ErrnoWord.Of(0));
        }
        catch (Exception e) when (e is BpfException or IOException or UnauthorizedAccessException)
        {
            string hint = e.Message.Split('\n')[0];
            line.Text("a", ErrnoWord.Of(FailureErrno.Of(e))).Text("aw", hint.Length <= LongestHint ? hint : hint[..LongestHint]);
        }
    }
}
