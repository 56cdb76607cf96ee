namespace LibBpfSharp.Networking;

/// <summary>The ends of a netkit pair.</summary>
public enum NetkitEnd
{
    /// <summary>The interface that programs are attached by, mostly outside of a container: its program sees what it sends to its peer.</summary>
    Primary,

    /// <summary>The other interface: its program sees what that one sends.</summary>
    Peer,
}
