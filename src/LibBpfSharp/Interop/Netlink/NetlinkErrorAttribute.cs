namespace LibBpfSharp.Interop;

/// <summary>What may follow an error or acknowledgement.</summary>
[Uapi(Prefix = "NLMSGERR_ATTR_")]
internal enum NetlinkErrorAttribute : ushort
{
    Msg = 1,
}
