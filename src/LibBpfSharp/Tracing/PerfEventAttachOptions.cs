namespace LibBpfSharp.Tracing;

/// <summary>How a program is attached to an open perf event.</summary>
/// <remarks><see cref="PerfEventOptions"/> are how the event is opened.</remarks>
public sealed record PerfEventAttachOptions
{
    internal static PerfEventAttachOptions Plain { get; } = new();

    /// <summary>What <c>bpf_get_attach_cookie</c> gives the program (5.15); 0 for none.</summary>
    public ulong Cookie { get; init; }

    /// <summary>Attaches as kernels before 5.15 do, by <c>ioctl(2)</c>, also where there are links.</summary>
    public bool WithoutLink { get; init; }

    /// <summary>Leaves the event disabled until somebody enables it.</summary>
    public bool LeaveDisabled { get; init; }
}
