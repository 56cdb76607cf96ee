namespace LibBpfSharp.LayoutTests;

/// <summary>What a run should tell even where it passes.</summary>
internal static class Report
{
    public static void Say(string line)
    {
        Console.Out.WriteLine(line);
        TestContext.Current.TestOutputHelper?.WriteLine(line);
    }
}
