using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Support;

/// <summary>The program of tests/LibBpfSharp.AheadOfTime as native code, which <c>scripts/test.sh</c> publishes.</summary>
internal static class NativeProgram
{
    private const string Name = "LibBpfSharp.AheadOfTime";

    /// <summary>Where it is: beside the tests where they were carried to another machine, or in the repository; <c>null</c> if it was not published.</summary>
    public static string? Path { get; } = Candidates().FirstOrDefault(File.Exists);

    private static IEnumerable<string> Candidates()
    {
        yield return System.IO.Path.Combine(AppContext.BaseDirectory, Name);
        if (Repository.IsThere) yield return Repository.At("artifacts", "ahead", Name);
    }
}
