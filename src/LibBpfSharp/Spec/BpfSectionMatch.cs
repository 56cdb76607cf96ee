namespace LibBpfSharp.Spec;

/// <summary>How an ELF section name is compared with a <see cref="BpfSectionDefinition"/>.</summary>
public enum BpfSectionMatch
{
    /// <summary>The name and nothing else.</summary>
    Exact,

    /// <summary>The name, alone or followed by a slash and extra text (written with a trailing <c>+</c>).</summary>
    ExtraOptional,

    /// <summary>The name, a slash and extra text (written with a trailing <c>/</c>).</summary>
    ExtraRequired,
}
