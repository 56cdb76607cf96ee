using System.Globalization;

namespace LibBpfSharp.Watchdog;

/// <summary>How long a test may take.</summary>
internal static class TestLimit
{
    /// <summary>Names another limit, in seconds.</summary>
    public const string Variable = "LIBBPFSHARP_TEST_LIMIT";

    /// <summary>Names another time in which nothing may be reported, in seconds.</summary>
    public const string SilenceVariable = "LIBBPFSHARP_SILENCE_LIMIT";

    public static TimeSpan OfOneTest { get; } = Read(Variable) ?? TimeSpan.FromMinutes(10);

    /// <summary>How long nothing may be reported: twice as long as a test may take.</summary>
    public static TimeSpan OfSilence { get; } = Read(SilenceVariable) ?? 2 * OfOneTest;

    private static TimeSpan? Read(string variable)
        => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } seconds ? TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture)) : null;
}
