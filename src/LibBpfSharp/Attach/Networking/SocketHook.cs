namespace LibBpfSharp;

/// <summary>Where a program is attached to sockets.</summary>
internal enum SocketHook
{
    Filter,
    Reuseport,
}
