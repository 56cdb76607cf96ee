namespace LibBpfSharp.Spec;

/// <summary>How an object is read.</summary>
public sealed record BpfObjectSpecOptions
{
    /// <summary>The object's name, in place of that of its file; cut to 15 characters.</summary>
    public string? ObjectName { get; init; }

    /// <summary>Skip unknown attributes of map definitions instead of refusing the object.</summary>
    public bool RelaxedMaps { get; init; }

    /// <summary>Take static functions of program sections as entry programs; libbpf refuses such objects.</summary>
    public bool AllowStaticPrograms { get; init; }

    /// <summary>How many bytes the file or stream may have that an object is read from: 512 MiB unless set. The most is 2 GiB less 64 KiB.</summary>
    public long MaxFileSize { get; init; } = RegularFile.DefaultBound;
}
