namespace LibBpfSharp;

/// <summary>What a map's definition says about pinning.</summary>
/// <remarks>Source: <c>enum libbpf_pin_type</c>, <c>bpf_helpers.h</c>.</remarks>
public enum BpfMapPinning
{
    /// <summary>Not pinned (<c>LIBBPF_PIN_NONE</c>).</summary>
    None = 0,

    /// <summary>Shared by name under the pin root, <c>/sys/fs/bpf</c> unless told otherwise (<c>LIBBPF_PIN_BY_NAME</c>).</summary>
    ByName = 1,
}
