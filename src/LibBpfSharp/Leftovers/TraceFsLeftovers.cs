using LibBpfSharp.Interop;

namespace LibBpfSharp.Leftovers;

/// <summary>Probes in tracefs whose group is named after a process that is dead.</summary>
internal static class TraceFsLeftovers
{
    private static readonly ProbeKind[] s_kinds = [ProbeKind.Kernel, ProbeKind.User];

    public static IReadOnlyList<BpfLeftover> Of(Kernel kernel) => [.. s_kinds.SelectMany(kind => Of(kernel, kind))];

    /// <summary>Removes a probe that <see cref="Of(Kernel)"/> found.</summary>
    public static BpfLeftover Remove(Kernel kernel, BpfLeftover probe)
    {
        foreach (ProbeKind kind in s_kinds)
        {
            if (!Of(kernel, kind).Contains(probe)) continue;
            Errno errno = kernel.TryAppendLine(kind.DefinitionsOf(kernel), $"-:{probe.Name}");
            return errno is Errno.None or Errno.ENOENT
                ? probe with { IsRemoved = true }
                : probe with { Failure = new BpfException($"The probe '{probe.Name}' cannot be removed from tracefs: {errno.Describe()}.{(errno == Errno.EBUSY ? " Another process uses it." : "")}", errno, objectName: probe.Name) };
        }

        return probe with { IsRemoved = true }; // by somebody else
    }

    private static IEnumerable<BpfLeftover> Of(Kernel kernel, ProbeKind kind)
    {
        string definitions = kind.DefinitionsOf(kernel);
        Errno errno = kernel.TryReadText(definitions, ReadBound.Table, out string text);
        if (errno is Errno.ENOENT) return [];
        if (errno != Errno.None) throw new BpfException($"The probes of '{definitions}' cannot be read: {errno.Describe()}.", errno);
        return text.Split('\n').Select(line => Parse(kernel, line)).OfType<BpfLeftover>();
    }

    // "p:GROUP/NAME PLACE ARGUMENTS", of a return "r:" or "r16:".
    private static BpfLeftover? Parse(Kernel kernel, string line)
    {
        int colon = line.IndexOf(':', StringComparison.Ordinal), slash = line.IndexOf('/', StringComparison.Ordinal), space = line.IndexOf(' ', StringComparison.Ordinal);
        if (colon < 0 || slash < colon || space < slash) return null;
        return ProbeDefinition.OwnerOf(line[(colon + 1)..slash]) is { } owner && owner.IsDead(kernel)
            ? new BpfLeftover { Kind = BpfLeftoverKind.TraceFsProbe, Name = line[(colon + 1)..space], ProcessId = owner.ProcessId }
            : null;
    }
}
