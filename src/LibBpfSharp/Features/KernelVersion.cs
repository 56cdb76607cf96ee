using System.Globalization;
using System.Text.RegularExpressions;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Features;

/// <summary>A kernel's version, as <c>KERNEL_VERSION(a, b, c)</c> packs it.</summary>
/// <remarks>Ubuntu and Debian number releases by ABI and tell the version they are built from elsewhere.</remarks>
internal sealed partial class KernelVersion
{
    private readonly uint _code;

    private KernelVersion(uint code) => _code = code;

    /// <summary>The release, as <c>uname -r</c> prints it.</summary>
    /// <exception cref="BpfException">It cannot be read.</exception>
    public static string ReleaseOf(Kernel kernel) => kernel.ReadText("/proc/sys/kernel/osrelease", ReadBound.Value).TrimEnd();

    /// <summary><c>a &lt;&lt; 16 | b &lt;&lt; 8 | c</c>, the last part at most 255; 0 if it cannot be read.</summary>
    public static uint CodeOf(Kernel kernel)
    {
        try
        {
            return kernel.Facts(static kernel => new KernelVersion(Read(kernel)))._code;
        }
        catch (BpfException)
        {
            return 0; // and asked for again the next time
        }
    }

    /// <summary>The version a program has to name: kprobes before kernel 5.0 were tied to one.</summary>
    internal static uint CodeFor(Kernel kernel, BpfProgramType type) => type is BpfProgramType.Kprobe ? CodeOf(kernel) : 0;

    internal static uint Parse(string text)
    {
        Match match = ThreeNumbers().Match(text);
        return match.Success && Part(match, 1) is { } major && Part(match, 2) is { } minor && Part(match, 3) is { } patch
            ? (major << 16) | (minor << 8) | Math.Min(patch, 255)
            : 0;
    }

    private static uint Read(Kernel kernel)
    {
        // "Ubuntu 5.4.0-12.15-generic 5.4.8": the third word.
        if (TextOf(kernel, "/proc/version_signature").Split(' ', 3) is [_, _, var ubuntu] && Parse(ubuntu) is > 0 and var code) return code;

        // "#1 SMP Debian 4.19.260-1 (2022-09-29)": behind the name.
        string version = TextOf(kernel, "/proc/sys/kernel/version");
        int debian = version.IndexOf("Debian ", StringComparison.Ordinal);
        return debian >= 0 && Parse(version[(debian + 7)..]) is > 0 and var built ? built : Parse(TextOf(kernel, "/proc/sys/kernel/osrelease"));
    }

    private static string TextOf(Kernel kernel, string path) => kernel.ReadTextIfShown(path, ReadBound.Value) ?? "";

    private static uint? Part(Match match, int group)
        => uint.TryParse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out uint part) ? part : null;

    [GeneratedRegex(@"^(\d+)\.(\d+)\.(\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex ThreeNumbers();
}
