using System.Globalization;

namespace LibBpfSharp.Watchdog;

/// <summary>How long a test may take.</summary>
internal static class TestLimit
{
    /// <summary>Names another limit, in seconds.</summary>
    public const string Variable = "LIBBPFSHARP_TEST_LIMIT";

    public static TimeSpan OfOneTest { get; } = TimeSpan.FromSeconds(
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } seconds ? int.Parse(seconds, CultureInfo.InvariantCulture) : 600);
}
