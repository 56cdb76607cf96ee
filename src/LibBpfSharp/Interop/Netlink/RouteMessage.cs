namespace LibBpfSharp.Interop;

/// <summary>Types of rtnetlink messages.</summary>
[Uapi(Prefix = "RTM_")]
internal enum RouteMessage : ushort
{
    Newlink = 16,
    Dellink = 17,
    Getlink = 18,
    Setlink = 19,
    Newaddr = 20,
    Newroute = 24,
    Delroute = 25,
    Newneigh = 28,
    Newqdisc = 36,
    Delqdisc = 37,
    Getqdisc = 38,
    Newtfilter = 44,
    Deltfilter = 45,
    Gettfilter = 46,
}
