namespace LibBpfSharp.Networking;

/// <summary>How a program without a link joins the list of programs of an interface (tcx, netkit). Linux 6.6.</summary>
public abstract record BpfInterfaceListLegacyOptions : BpfInterfaceListOptions
{
    private protected BpfInterfaceListLegacyOptions()
    {
    }

    /// <summary>The attached program whose position the new one takes without a gap (<c>BPF_F_REPLACE</c>). No link may hold it.</summary>
    public BpfProgram? Replace { get; init; }

    internal override ListRequest Request => base.Request with { Replaced = Replace?.Handle };
}
