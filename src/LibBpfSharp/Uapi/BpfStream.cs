namespace LibBpfSharp.Running;

/// <summary>Streams a program writes to and user space reads.</summary>
/// <remarks>Source: <c>include/uapi/linux/bpf.h</c>; kernel 6.17.</remarks>
[Uapi(Prefix = "BPF_STREAM_")]
public enum BpfStream : uint
{
    /// <summary><c>BPF_STREAM_STDOUT</c>: what the program prints.</summary>
    Stdout = 1,

    /// <summary><c>BPF_STREAM_STDERR</c>: what the program prints as an error, and the kernel's reports about it.</summary>
    Stderr = 2,
}
