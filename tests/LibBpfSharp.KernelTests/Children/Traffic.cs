namespace LibBpfSharp.KernelTests.Children;

/// <summary>A process in a cgroup that sends and receives when told to.</summary>
internal sealed class Traffic : IDisposable
{
    private readonly ChildProcess _child;

    private Traffic(ChildProcess child) => _child = child;

    public static Traffic In(string cgroup)
    {
        var child = ChildProcess.Start(nameof(UdpTraffic), cgroup);
        child.Expect("ready");
        return new(child);
    }

    /// <summary>Sends so many datagrams and receives them, before it returns.</summary>
    public void Send(int datagrams)
    {
        _child.Tell($"{datagrams}");
        _child.Expect("sent");
    }

    public void Dispose() => _child.Dispose();
}
