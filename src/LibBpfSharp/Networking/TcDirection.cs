namespace LibBpfSharp.Networking;

/// <summary>Which packets of an interface a traffic control program sees.</summary>
public enum TcDirection
{
    /// <summary>What the interface received, behind XDP and before the protocols.</summary>
    Ingress,

    /// <summary>What the interface is to send, before its queueing discipline.</summary>
    Egress,
}
