namespace LibBpfSharp.Interop;

/// <summary>The parts of the kernel spoken with by netlink.</summary>
[Uapi(Prefix = "NETLINK_")]
internal enum NetlinkFamily : ushort
{
    Route = 0,
    Generic = 16,
}
