using System.Net.Sockets;

namespace LibBpfSharp.KernelTests.Support;

/// <summary>Two ends of a Unix connection, the far one for a child process or for the test itself.</summary>
internal sealed class SocketPair : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private Socket? _near;

    private SocketPair(string path)
    {
        Path = path;
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        _listener.Listen();
    }

    /// <summary>Where to connect to.</summary>
    public string Path { get; }

    /// <summary>The near end, once somebody has connected.</summary>
    public Socket Near => _near ??= _listener.Accept();

    public static SocketPair Listen() => new(System.IO.Path.Combine(System.IO.Path.GetTempPath(), Owner.NewName() + ".socket"));

    public static Socket Connect(string path)
    {
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(path));
        return socket;
    }

    public void Dispose()
    {
        _near?.Dispose();
        _listener.Dispose();
        File.Delete(Path);
    }
}
