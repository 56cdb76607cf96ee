namespace LibBpfSharp.Networking;

/// <summary>How a classifier is attached to an interface without a link, in the list of such programs (tcx). Linux 6.6.</summary>
public sealed record TcxLegacyOptions : BpfInterfaceListLegacyOptions;
