using System.Text;

namespace LibBpfSharp.Interop;

/// <summary>Reads <c>/proc/self/mountinfo</c>, whose format <c>proc_pid_mountinfo(5)</c> defines.</summary>
internal static class MountTable
{
    private const string Place = "/proc/self/mountinfo";

    /// <summary>The mounts this process sees, in the order they were made.</summary>
    /// <exception cref="BpfException">They cannot be read.</exception>
    public static IReadOnlyList<MountEntry> Read(Kernel kernel)
    {
        Errno errno = TryRead(kernel, out IReadOnlyList<MountEntry> mounts);
        return errno == Errno.None ? mounts : throw FileFailure.OfRead(Place, errno);
    }

    /// <summary>The same for one who can do without.</summary>
    public static Errno TryRead(Kernel kernel, out IReadOnlyList<MountEntry> mounts)
    {
        Errno errno = kernel.TryReadText(Place, ReadBound.Table, out string text);
        mounts = Parse(text);
        return errno;
    }

    public static IReadOnlyList<MountEntry> Parse(string text)
    {
        List<MountEntry> mounts = [];
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] fields = line.Split(' ');
            int separator = Array.IndexOf(fields, "-");
            if (separator < 6 || separator + 1 >= fields.Length) continue;
            mounts.Add(new(Unescape(fields[3]), Unescape(fields[4]), fields[separator + 1]));
        }

        return mounts;
    }

    /// <summary>Undoes the octal escapes the kernel writes for space, tab, newline and backslash.</summary>
    private static string Unescape(string field)
    {
        if (!field.Contains('\\', StringComparison.Ordinal)) return field;

        StringBuilder text = new(field.Length);
        for (int i = 0; i < field.Length; i++)
        {
            if (field[i] == '\\' && i + 3 < field.Length && TryOctal(field.AsSpan(i + 1, 3), out char escaped))
            {
                text.Append(escaped);
                i += 3;
            }
            else
            {
                text.Append(field[i]);
            }
        }

        return text.ToString();
    }

    private static bool TryOctal(ReadOnlySpan<char> digits, out char value)
    {
        value = (char)(((digits[0] - '0') << 6) | ((digits[1] - '0') << 3) | (digits[2] - '0'));
        return digits.IndexOfAnyExceptInRange('0', '7') < 0;
    }
}
