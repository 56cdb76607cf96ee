using Microsoft.Extensions.Logging;

namespace LibBpfSharp.Samples.CgroupTraffic;

/// <summary>The two programs attached to a cgroup, and the maps they count in.</summary>
internal sealed class TrafficCounter : IDisposable
{
    private readonly BpfObject? _object;
    private readonly BpfMap _flowMap;
    private readonly BpfMap _untrackedMap;
    private readonly BpfLink[] _links;
    private readonly BpfPerCpuHash<FlowKey, FlowStats> _flows;
    private readonly BpfArray<ulong> _untracked;

    private TrafficCounter(BpfObject? owner, BpfMap flows, BpfMap untracked, BpfLink[] links)
    {
        _object = owner;
        _flowMap = flows;
        _untrackedMap = untracked;
        _links = links;
        _flows = flows.AsPerCpuHash<FlowKey, FlowStats>();
        _untracked = untracked.AsArray<ulong>();
    }

    /// <summary>Loads the programs and attaches them; they count until this is disposed, unless it was pinned.</summary>
    public static TrafficCounter Attach(Cgroup cgroup, ILoggerFactory loggers)
    {
        string file = Path.Combine(AppContext.BaseDirectory, "bpf", "traffic.bpf.o");
        BpfObject traffic = BpfObject.Open(file, new() { LoggerFactory = loggers });
        var links = new List<BpfLink>();
        try
        {
            traffic.Load();
            foreach (string program in (string[])["count_ingress", "count_egress"])
                links.Add(traffic.Programs[program].AttachCgroup(cgroup));
            return new(traffic, traffic.Maps["flows"], traffic.Variables["untracked_packets"].Map, [.. links]);
        }
        catch
        {
            links.ForEach(link => link.Dispose());
            traffic.Dispose();
            throw;
        }
    }

    /// <summary>Opens what <see cref="Pin"/> left in a directory.</summary>
    public static TrafficCounter OpenPinned(PinPaths pins)
    {
        var opened = new Stack<IDisposable>();
        T Opened<T>(T item) where T : IDisposable
        {
            opened.Push(item);
            return item;
        }

        try
        {
            return new(
                null,
                Opened(BpfMap.OpenPinned(pins.Flows)),
                Opened(BpfMap.OpenPinned(pins.Untracked)),
                [Opened(BpfLink.OpenPinned(pins.Ingress)), Opened(BpfLink.OpenPinned(pins.Egress))]);
        }
        catch
        {
            foreach (IDisposable item in opened) item.Dispose();
            throw;
        }
    }

    /// <summary>Makes the counting outlive this process; a pin that fails takes the ones before it with it.</summary>
    public void Pin(PinPaths pins)
    {
        bool isNew = !Directory.Exists(pins.Directory);
        var undo = new Stack<Action>();
        try
        {
            _flowMap.Pin(pins.Flows);
            undo.Push(_flowMap.Unpin);
            _untrackedMap.Pin(pins.Untracked);
            undo.Push(_untrackedMap.Unpin);
            foreach (var (link, path) in _links.Zip(pins.Links))
            {
                link.Pin(path);
                undo.Push(link.Unpin);
            }
        }
        catch
        {
            foreach (Action step in undo) step();
            if (isNew && undo.Count > 0) Directory.Delete(pins.Directory);
            throw;
        }
    }

    /// <summary>Ends pinned counting.</summary>
    public void Unpin(PinPaths pins)
    {
        foreach (BpfLink link in _links)
        {
            link.Unpin();
            link.Detach();
        }

        _flowMap.Unpin();
        _untrackedMap.Unpin();
        Directory.Delete(pins.Directory);
    }

    /// <summary>What was counted so far.</summary>
    public TrafficReport Read(TimeSpan sinceStart)
    {
        IEnumerable<TrafficFlow> flows = _flows.Select(entry => Flow(entry.Key, entry.Value))
            .OrderBy(flow => (flow.Direction, flow.IpVersion, flow.Protocol, flow.RemotePort));
        return new(sinceStart.TotalSeconds, [.. flows], (long)_untracked[0]);
    }

    public void Dispose()
    {
        foreach (BpfLink link in _links) link.Dispose();
        _flowMap.Dispose();
        _untrackedMap.Dispose();
        _object?.Dispose();
    }

    private static TrafficFlow Flow(FlowKey key, FlowStats[] perCpu)
    {
        FlowStats sum = perCpu.Aggregate((a, b) => a + b);
        return new(
            key.Direction == 0 ? "ingress" : "egress", key.IpVersion, ProtocolName.Of(key.Protocol), key.RemotePort,
            (long)sum.Packets, (long)sum.Bytes, (long)sum.PayloadBytes);
    }
}
