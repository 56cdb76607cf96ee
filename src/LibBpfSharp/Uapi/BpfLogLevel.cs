namespace LibBpfSharp;

/// <summary>What the verifier writes about a program while it checks it.</summary>
/// <remarks>Source: <c>BPF_LOG_LEVEL1</c> and so on, <c>include/linux/bpf_verifier.h</c>.</remarks>
[Flags]
public enum BpfLogLevel : uint
{
    /// <summary>Nothing; a program that is rejected is then checked once more with <see cref="Basic"/> to learn why.</summary>
    None = 0,

    /// <summary>Each instruction of the path that is being checked, with the state of the registers it changes.</summary>
    Basic = 1,

    /// <summary>Each instruction of every path, with the whole state.</summary>
    Verbose = 2,

    /// <summary>Figures at the end only: instructions processed, states, time (5.2).</summary>
    Stats = 4,
}
