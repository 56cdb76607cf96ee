namespace LibBpfSharp;

/// <summary>What became of a pin since it was made.</summary>
internal enum PinFate
{
    /// <summary>The kernel does not tell this process.</summary>
    NotTold,

    /// <summary>It is there, and holds what it held.</summary>
    Lasts,

    /// <summary>Nothing is there.</summary>
    Gone,

    /// <summary>Something else is there.</summary>
    Replaced,
}
