namespace LibBpfSharp.Networking;

/// <summary>How a classifier is attached to one end of a netkit pair without a link, in the list of such programs. Linux 6.7.</summary>
public sealed record NetkitLegacyOptions : BpfInterfaceListLegacyOptions;
