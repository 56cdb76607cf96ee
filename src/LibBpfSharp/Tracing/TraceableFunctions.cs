using System.Globalization;
using LibBpfSharp.Interop;

namespace LibBpfSharp.Tracing;

/// <summary>Finds the kernel functions that a link on many of them takes.</summary>
/// <remarks>
/// <c>available_filter_functions_addrs</c> (6.5) has address and name of each; before, <c>available_filter_functions</c> has the names,
/// and the addresses are in <c>/proc/kallsyms</c>.
/// </remarks>
internal static class TraceableFunctions
{
    /// <summary>The addresses of all whose names match a pattern.</summary>
    public static Errno TryFind(Kernel kernel, string pattern, out ulong[] addresses)
    {
        addresses = [];
        Errno errno = kernel.TryReadText($"{TraceFs.RootOf(kernel)}/available_filter_functions_addrs", ReadBound.Symbols, out string text);
        if (errno == Errno.None)
        {
            addresses = Addresses(text, pattern);
            return errno;
        }

        if (errno != Errno.ENOENT) return errno;
        errno = kernel.TryReadText($"{TraceFs.RootOf(kernel)}/available_filter_functions", ReadBound.Symbols, out text);
        if (errno != Errno.None) return errno;
        HashSet<string> names = Names(text, pattern);
        if (names.Count == 0) return Errno.None;
        errno = kernel.TryReadText("/proc/kallsyms", ReadBound.Symbols, out string symbols);
        if (errno == Errno.None) addresses = AddressesOf(symbols, names);
        return errno;
    }

    /// <summary>The function that was probably meant by a name that is none; <c>null</c> where none is near.</summary>
    public static string? Suggest(Kernel kernel, string function) => TryFindNames(kernel, "*") is { } names ? NearestName.Suggest(function, names) : null;

    /// <summary>The names of all that match a pattern; <c>null</c> where the kernel does not show them.</summary>
    public static HashSet<string>? TryFindNames(Kernel kernel, string pattern)
        => kernel.TryReadText($"{TraceFs.RootOf(kernel)}/available_filter_functions", ReadBound.Symbols, out string text) == Errno.None ? Names(text, pattern) : null;

    /// <summary>From lines <c>address name [module]</c>.</summary>
    internal static ulong[] Addresses(string text, string pattern)
    {
        List<ulong> found = [];
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            int space = line.IndexOf(' ');
            if (space > 0 && Glob.Matches(FirstWord(line[(space + 1)..]), pattern) && TryParse(line[..space], out ulong address)) found.Add(address);
        }

        return [.. found];
    }

    /// <summary>From lines <c>name [module]</c>.</summary>
    internal static HashSet<string> Names(string text, string pattern)
    {
        HashSet<string> names = [];
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            ReadOnlySpan<char> name = FirstWord(line);
            if (!name.IsEmpty && Glob.Matches(name, pattern)) names.Add(name.ToString());
        }

        return names;
    }

    /// <summary>From lines <c>address type name [module]</c>. Compilers put a suffix to names that some kernels show in one of the files only.</summary>
    internal static ulong[] AddressesOf(string symbols, HashSet<string> names)
    {
        List<ulong> found = [];
        foreach (ReadOnlySpan<char> line in symbols.AsSpan().EnumerateLines())
        {
            int space = line.IndexOf(' ');
            if (space < 0 || line.Length < space + 4) continue;
            ReadOnlySpan<char> name = FirstWord(line[(space + 3)..]);
            int suffix = name.IndexOf(".llvm.", StringComparison.Ordinal);
            bool isNamed = names.Contains(name.ToString()) || (suffix > 0 && names.Contains(name[..suffix].ToString()));
            if (isNamed && TryParse(line[..space], out ulong address)) found.Add(address);
        }

        return [.. found];
    }

    private static ReadOnlySpan<char> FirstWord(ReadOnlySpan<char> text)
    {
        int end = text.IndexOfAny(' ', '\t');
        return end < 0 ? text : text[..end];
    }

    private static bool TryParse(ReadOnlySpan<char> text, out ulong address)
        => ulong.TryParse(text.StartsWith("0x", StringComparison.Ordinal) ? text[2..] : text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out address);
}
