namespace LibBpfSharp.Tracing;

/// <summary>By which of the kernel's ways a kernel or user-space probe is attached.</summary>
public enum ProbeAttachMode
{
    /// <summary>The newest the kernel has.</summary>
    Default,

    /// <summary>A probe defined in tracefs by name (4.1), its program set by <c>ioctl(2)</c>.</summary>
    TraceFs,

    /// <summary>A probe opened as an event (4.17), its program set by <c>ioctl(2)</c>.</summary>
    PerfEvent,

    /// <summary>A probe opened as an event, its program attached by a link (5.15).</summary>
    Link,
}
