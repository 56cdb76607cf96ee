using System.Globalization;
using System.Text.RegularExpressions;

namespace LibBpfSharp.Features;

/// <summary>The running kernel's version, as <c>KERNEL_VERSION(a, b, c)</c> packs it.</summary>
/// <remarks>Ubuntu and Debian number releases by ABI and tell the version they are built from elsewhere.</remarks>
internal static partial class KernelVersion
{
    private static readonly Lazy<uint> s_code = new(Read);

    /// <summary>The release, as <c>uname -r</c> prints it.</summary>
    public static string Release => File.ReadAllText("/proc/sys/kernel/osrelease").TrimEnd();

    /// <summary><c>a &lt;&lt; 16 | b &lt;&lt; 8 | c</c>, the last part at most 255; 0 if it cannot be read.</summary>
    public static uint Code => s_code.Value;

    /// <summary>The version a program has to name: kprobes before kernel 5.0 were tied to one.</summary>
    internal static uint CodeFor(BpfProgramType type) => type is BpfProgramType.Kprobe ? Code : 0;

    internal static uint Parse(string text)
    {
        Match match = ThreeNumbers().Match(text);
        return match.Success && Part(match, 1) is { } major && Part(match, 2) is { } minor && Part(match, 3) is { } patch
            ? (major << 16) | (minor << 8) | Math.Min(patch, 255)
            : 0;
    }

    private static uint Read()
    {
        // "Ubuntu 5.4.0-12.15-generic 5.4.8": the third word.
        if (TryRead("/proc/version_signature")?.Split(' ', 3) is [_, _, var ubuntu] && Parse(ubuntu) is > 0 and var code) return code;

        // "#1 SMP Debian 4.19.260-1 (2022-09-29)": behind the name.
        string version = TryRead("/proc/sys/kernel/version") ?? "";
        int debian = version.IndexOf("Debian ", StringComparison.Ordinal);
        return debian >= 0 && Parse(version[(debian + 7)..]) is > 0 and var built ? built : Parse(Release);
    }

    private static string? TryRead(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static uint? Part(Match match, int group)
        => uint.TryParse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out uint part) ? part : null;

    [GeneratedRegex(@"^(\d+)\.(\d+)\.(\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex ThreeNumbers();
}
