namespace LibBpfSharp;

/// <summary>Whether a variable can be seen outside the source file that holds it.</summary>
public enum BpfVariableLinkage
{
    /// <summary>Static, or global but hidden: may share its name with others.</summary>
    Static,

    /// <summary>Global.</summary>
    Global,

    /// <summary>A <c>__kconfig</c> extern: filled at load.</summary>
    Extern,
}
