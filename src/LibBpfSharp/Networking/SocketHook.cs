namespace LibBpfSharp.Networking;

/// <summary>Where a program is attached to sockets.</summary>
internal enum SocketHook
{
    Filter,
    Reuseport,
}
