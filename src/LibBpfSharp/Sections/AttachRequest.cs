namespace LibBpfSharp;

/// <summary>A program that is to be attached by its section's name and by options: all that a way of attaching reads.</summary>
/// <param name="Program">The program, loaded.</param>
/// <param name="Options">What the caller says.</param>
internal sealed record AttachRequest(BpfProgram Program, BpfAttachOptions Options)
{
    /// <summary>What stands behind the first slash of the section's name, with <c>null</c> for nothing.</summary>
    public string? Target { get; } = Program.SectionName.IndexOf('/') is >= 0 and int slash && slash < Program.SectionName.Length - 1
        ? Program.SectionName[(slash + 1)..]
        : null;

    /// <summary>The section's kind, as in <c>uprobe.session</c>; empty for a program of no known section.</summary>
    public string Kind => Program.Section?.Name ?? "";

    /// <summary>kretprobe, uretprobe, kretsyscall and their kin.</summary>
    public bool IsReturn => Kind.AsSpan(Math.Min(1, Kind.Length)).StartsWith("ret", StringComparison.Ordinal);

    public ulong Cookie => Options.Cookie ?? 0;

    public IReadOnlyList<ulong> Cookies => Options.Cookie is { } cookie ? [cookie] : [];

    /// <summary>A part of the section's name that must be there.</summary>
    public string Required(string? part, string form) => string.IsNullOrEmpty(part) ? throw Malformed(form) : part;

    public BpfAttachException Malformed(string form) => TracingFailure.InvalidTarget(Program, form);

    /// <summary>Refuses an offset into a function that is probed where it returns.</summary>
    public bool CheckReturn(ulong offset) => IsReturn && offset != 0 ? throw Malformed($"{Kind}/… without an offset, which a return has none of") : IsReturn;
}
