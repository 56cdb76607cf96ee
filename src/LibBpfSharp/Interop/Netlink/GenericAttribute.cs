namespace LibBpfSharp.Interop;

/// <summary>What generic netlink tells of its families.</summary>
[Uapi(Prefix = "CTRL_ATTR_")]
internal enum GenericAttribute : ushort
{
    FamilyId = 1,
    FamilyName = 2,
}
