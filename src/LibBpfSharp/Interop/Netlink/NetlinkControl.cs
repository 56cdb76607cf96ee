namespace LibBpfSharp.Interop;

/// <summary>Types of the messages that netlink itself sends.</summary>
[Uapi(Prefix = "NLMSG_")]
internal enum NetlinkControl : ushort
{
    Error = 2,
    Done = 3,
}
