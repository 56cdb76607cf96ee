namespace LibBpfSharp.Tracing;

/// <summary>What a stack frame tells (<c>enum bpf_stack_build_id_status</c>).</summary>
public enum BpfStackFrameKind
{
    /// <summary>Nothing: the stack is not so deep (<c>BPF_STACK_BUILD_ID_EMPTY</c>).</summary>
    None = 0,

    /// <summary>A build id and an offset in the file (<c>BPF_STACK_BUILD_ID_VALID</c>).</summary>
    BuildId = 1,

    /// <summary>An address: the file has no build id, or it could not be read (<c>BPF_STACK_BUILD_ID_IP</c>).</summary>
    Address = 2,
}
