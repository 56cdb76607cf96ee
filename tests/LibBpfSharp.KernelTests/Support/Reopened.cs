using System.Net.Sockets;

namespace LibBpfSharp.KernelTests.Support;

/// <summary>Objects as somebody else gets them who has not loaded or attached them: by pin, by id, over a socket.</summary>
internal sealed class Reopened : IDisposable
{
    private readonly TestBpfFs _fileSystem = TestBpfFs.Mount();
    private readonly SocketPair _sockets = SocketPair.Listen();
    private readonly Socket _far;
    private readonly List<IDisposable> _made = [];
    private readonly string _way;

    /// <param name="way">pin, id or socket.</param>
    public Reopened(string way)
    {
        _way = way;
        _far = SocketPair.Connect(_sockets.Path);
    }

    public BpfMap Again(BpfMap map) => Again(map, BpfFs.Pin, path => BpfFs.OpenMap(path), () => KernelObjects.OpenMap(map.Info.Id), BpfTransfer.Send, BpfTransfer.ReceiveMap);

    public BpfProgram Again(BpfProgram program)
        => Again(program, BpfFs.Pin, BpfFs.OpenProgram, () => KernelObjects.OpenProgram(program.Info.Id), BpfTransfer.Send, BpfTransfer.ReceiveProgram);

    public BpfLink Again(BpfLink link) => Again(link, (made, path) => made.Pin(path), BpfFs.OpenLink, () => KernelObjects.OpenLink(link.Id), BpfTransfer.Send, BpfTransfer.ReceiveLink);

    public void Dispose()
    {
        foreach (IDisposable made in _made) made.Dispose();
        _far.Dispose();
        _sockets.Dispose();
        _fileSystem.Dispose();
    }

    private T Again<T>(T original, Action<T, string> pin, Func<string, T> open, Func<T> byId, Action<Socket, T> send, Func<Socket, T> receive)
        where T : IDisposable
    {
        T again;
        switch (_way)
        {
            case "pin":
                string path = _fileSystem["p" + _made.Count];
                pin(original, path);
                again = open(path);
                break;
            case "id":
                again = byId();
                break;
            default:
                send(_far, original);
                again = receive(_sockets.Near);
                break;
        }

        _made.Add(again);
        return again;
    }
}
