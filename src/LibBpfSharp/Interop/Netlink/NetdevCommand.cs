namespace LibBpfSharp.Interop;

/// <summary>What the <c>netdev</c> family is asked.</summary>
[Uapi(Prefix = "NETDEV_CMD_")]
internal enum NetdevCommand : ushort
{
    DevGet = 1,
}
