namespace LibBpfSharp.Instructions;

/// <summary>Source registers that are none: what they say about a 64-bit immediate or a call.</summary>
/// <remarks>Source: <c>BPF_PSEUDO_*</c> of <c>include/uapi/linux/bpf.h</c>.</remarks>
public static class BpfPseudo
{
    /// <summary>The immediate is the descriptor of a map.</summary>
    public const byte MapFd = 1;

    /// <summary>The first immediate is the descriptor of a map, the second an offset into its one value (5.2).</summary>
    public const byte MapValue = 2;

    /// <summary>The first immediate is the BTF id of a kernel variable, the second the descriptor of its BTF, 0 for the kernel's own (5.10).</summary>
    public const byte BtfId = 3;

    /// <summary>The immediate is the distance in slots to a function of the program, counted from the next slot (5.13).</summary>
    public const byte Func = 4;

    /// <summary>Like <see cref="MapFd"/>, with an index into the <c>fd_array</c> (5.14).</summary>
    public const byte MapIdx = 5;

    /// <summary>Like <see cref="MapValue"/>, with an index into the <c>fd_array</c> (5.14).</summary>
    public const byte MapIdxValue = 6;

    /// <summary>Of a call: the immediate is the distance in slots to a function of the program, counted from the next instruction (4.16).</summary>
    public const byte Call = 1;

    /// <summary>Of a call: the immediate is the BTF id of a kernel function, the offset an index into the <c>fd_array</c>, 0 for the kernel itself (5.13).</summary>
    public const byte KfuncCall = 2;
}
