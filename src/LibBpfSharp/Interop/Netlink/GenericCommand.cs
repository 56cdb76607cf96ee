namespace LibBpfSharp.Interop;

/// <summary>What generic netlink itself is asked.</summary>
[Uapi(Prefix = "CTRL_CMD_")]
internal enum GenericCommand : ushort
{
    Getfamily = 3,
}
