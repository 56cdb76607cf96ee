using LibBpfSharp.Interop;

namespace LibBpfSharp.Tracing;

/// <summary>A probe defined in tracefs by name. It is the system's, not the process's: it stays until it is removed.</summary>
internal sealed class ProbeDefinition
{
    private const string GroupPrefix = "lbs_";
    private const int LongestName = 63;

    private static int s_made;

    private readonly Kernel _kernel;
    private readonly ProbeKind _kind;

    private ProbeDefinition(Kernel kernel, ProbeKind kind, string name)
    {
        _kernel = kernel;
        _kind = kind;
        Name = name;
    }

    /// <summary>The category of all probes of this process, which names it so that a sweep can tell whether it lives.</summary>
    public static string GroupOf(Kernel kernel) => GroupPrefix + OwnerIdentity.OfThis(kernel);

    /// <summary>Its name: this library's own count, and where it is.</summary>
    public string Name { get; }

    /// <summary>The process whose probes are in a category; <c>null</c> for one that is none of this library's.</summary>
    public static OwnerIdentity? OwnerOf(string group)
        => group.StartsWith(GroupPrefix, StringComparison.Ordinal) && OwnerIdentity.TryParse(group[GroupPrefix.Length..], out OwnerIdentity owner) ? owner : null;

    /// <summary>Defines a probe.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="kind">Of the kernel or of user space.</param>
    /// <param name="isReturn">Whether it is hit at the return.</param>
    /// <param name="place">The function or file, and the offset, as tracefs takes them.</param>
    /// <param name="definition">The probe, <c>null</c> on failure.</param>
    public static Errno TryAdd(Kernel kernel, ProbeKind kind, bool isReturn, string place, out ProbeDefinition? definition)
    {
        string name = MakeName(Interlocked.Increment(ref s_made), place);
        Errno errno = kernel.TryAppendLine(kind.DefinitionsOf(kernel), $"{(isReturn ? 'r' : 'p')}:{GroupOf(kernel)}/{name} {place}");
        definition = errno == Errno.None ? new ProbeDefinition(kernel, kind, name) : null;
        return errno;
    }

    /// <summary>Removes the probe. One that somebody else uses in the meantime cannot be removed, and is reported.</summary>
    public void Remove()
    {
        string place = $"{GroupOf(_kernel)}/{Name}";
        Errno errno = _kernel.TryAppendLine(_kind.DefinitionsOf(_kernel), $"-:{place}");
        if (errno != Errno.None) BpfEventSource.Log.ProbeLeft(place, errno);
    }

    private static string MakeName(int number, string place)
    {
        string name = $"p{number}_{place[(place.LastIndexOf('/') + 1)..]}";
        if (name.Length > LongestName) name = name[..LongestName];
        return string.Create(name.Length, name, static (letters, from) =>
        {
            for (int i = 0; i < letters.Length; i++) letters[i] = char.IsAsciiLetterOrDigit(from[i]) ? from[i] : '_';
        });
    }
}
