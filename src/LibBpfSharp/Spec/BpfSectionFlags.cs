namespace LibBpfSharp.Spec;

/// <summary>What a section name says beyond program and attach type.</summary>
[Flags]
public enum BpfSectionFlags
{
    /// <summary>Nothing more.</summary>
    None = 0,

    /// <summary>The pair of types can be looked up by this name for a manual attachment.</summary>
    Attachable = 1 << 0,

    /// <summary>The expected attach type is left out on kernels that reject it.</summary>
    AttachTypeOptional = 1 << 1,

    /// <summary>The program may sleep (<c>BPF_F_SLEEPABLE</c>).</summary>
    Sleepable = 1 << 2,

    /// <summary>The attach target is a BTF id, found by the text after the first slash.</summary>
    AttachBtf = 1 << 3,

    /// <summary>The XDP program takes packets of several buffers (<c>BPF_F_XDP_HAS_FRAGS</c>).</summary>
    XdpFrags = 1 << 4,

    /// <summary>The program is loaded for <see cref="BpfAttachType.TraceUprobeMulti"/> where the kernel has it.</summary>
    Usdt = 1 << 5,
}
