namespace LibBpfSharp.Networking;

/// <summary>How an XDP program without a link comes to an interface. By default only where no other program is in the same mode.</summary>
public sealed record XdpByNetlinkOptions
{
    internal static XdpByNetlinkOptions Plain { get; } = new();

    /// <summary>Where the program runs.</summary>
    public XdpMode Mode { get; init; }

    /// <summary>The program whose place the new one takes, if it is the one attached in this mode (<c>XDP_FLAGS_REPLACE</c>, Linux 5.7). No link may hold it.</summary>
    public BpfProgram? Replace { get; init; }

    /// <summary>The descriptor of what is replaced: that of <see cref="Replace"/>, or one an attachment holds.</summary>
    internal BpfProgramHandle? Replaced
    {
        get => field ?? Replace?.Handle;
        init;
    }

    /// <summary>Whether the program takes the place of whatever program is there, unless a link holds that.</summary>
    public bool Overwrite { get; init; }
}
