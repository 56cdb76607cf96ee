namespace LibBpfSharp.Tool.Verify;

/// <summary>What <c>bpfsharp verify</c> is asked to do.</summary>
internal sealed record VerifyOptions
{
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>How many objects are judged at a time.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>Limit of one step.</summary>
    public TimeSpan StepLimit { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>BTF to relocate against instead of the kernel's: a raw file or an ELF file with a <c>.BTF</c> section.</summary>
    public string? TargetBtf { get; init; }

    /// <summary>Whether what loads and attaches by itself is attached, and detached again.</summary>
    public bool Attach { get; init; }

    public bool SkipPrograms { get; init; }

    public bool SkipWhole { get; init; }

    /// <summary>Whether every step says what it cost.</summary>
    public bool Cost { get; init; }

    /// <summary>Cut off the names that are printed.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Where normalised streams are written, one file a program.</summary>
    public string? StreamDirectory { get; init; }

    /// <summary>The name an object is printed by.</summary>
    public string NameOf(string file)
    {
        string name = Prefix.Length > 0 && file.StartsWith(Prefix, StringComparison.Ordinal) ? file[Prefix.Length..] : file;
        return TargetBtf is null ? name : $"{name}@{Path.GetFileName(TargetBtf)}";
    }
}
