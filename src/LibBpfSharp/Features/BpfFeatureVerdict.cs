namespace LibBpfSharp.Features;

/// <summary>What a probe found out.</summary>
public enum BpfFeatureVerdict
{
    /// <summary>The kernel did not tell: rights or memory are wanting, or there is no way to ask. Asked again next time.</summary>
    Inconclusive,

    /// <summary>The kernel has it.</summary>
    Supported,

    /// <summary>The kernel does not have it, or refuses it whoever asks.</summary>
    NotSupported,
}
