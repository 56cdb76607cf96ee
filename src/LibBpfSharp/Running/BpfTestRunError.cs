namespace LibBpfSharp.Running;

/// <summary>Why a test run failed.</summary>
public enum BpfTestRunError
{
    /// <summary>None of the known causes; the errno is all there is.</summary>
    Unknown,

    /// <summary>The packet or context is not what this type of program takes, or an option does not go with it (EINVAL, E2BIG).</summary>
    InvalidInput,

    /// <summary>The program ran, and its output is longer than the room for it (ENOSPC): <see cref="BpfTestRunException.Result"/> has the length.</summary>
    OutputTooSmall,

    /// <summary>The program ran, and changed the packet without having its complete checksum follow (EBADMSG).</summary>
    ChecksumMismatch,

    /// <summary>The CPU is not there or not online (ENXIO).</summary>
    CpuOffline,

    /// <summary>A signal came before the runs were done (EINTR); some are.</summary>
    Interrupted,
}
