using Microsoft.Extensions.Logging;

namespace LibBpfSharp.Samples.CgroupTraffic;

/// <summary>The two programs attached to a cgroup, and the maps they count in.</summary>
internal sealed class TrafficCounter : IDisposable
{
    private readonly IDisposable _owner;
    private readonly BpfPerCpuHash<FlowKey, FlowStats> _flows;
    private readonly BpfArray<ulong> _untracked;

    private TrafficCounter(IDisposable owner, BpfMap flows, BpfMap untracked)
    {
        _owner = owner;
        _flows = flows.AsPerCpuHash<FlowKey, FlowStats>();
        _untracked = untracked.AsArray<ulong>();
    }

    /// <summary>Loads the programs and attaches them; they count until this is disposed, unless they are to be pinned.</summary>
    /// <param name="cgroup">The cgroup to count.</param>
    /// <param name="pins">The directory for pins, which let the counting outlive this process; <c>null</c> for none.</param>
    /// <param name="loggers">Where to log.</param>
    public static TrafficCounter Attach(Cgroup cgroup, string? pins, ILoggerFactory loggers)
    {
        string file = Path.Combine(AppContext.BaseDirectory, "bpf", "traffic.bpf.o");
        BpfObject traffic = BpfObject.Open(file, new() { LoggerFactory = loggers });
        try
        {
            traffic.Load();
            traffic.AttachAll(new() { Defaults = new() { Cgroup = cgroup } });
            if (pins is not null) Pin(traffic, pins);
            return new(traffic, traffic.Maps["flows"], traffic.Maps[".bss"]);
        }
        catch
        {
            traffic.Dispose();
            throw;
        }
    }

    /// <summary>Opens what another process pinned.</summary>
    public static TrafficCounter OpenPinned(string pins)
    {
        BpfPinnedObject pinned = BpfObject.OpenPinned(pins);
        try
        {
            return new(pinned, pinned.Maps["flows"], pinned.Maps["traffic_bss"]);
        }
        catch
        {
            pinned.Dispose();
            throw;
        }
    }

    /// <summary>Ends pinned counting.</summary>
    public void Unpin()
    {
        var pinned = (BpfPinnedObject)_owner;
        pinned.Unpin();
        foreach (BpfLink link in pinned.Links) link.Detach();
        Directory.Delete(pinned.Directory);
    }

    /// <summary>What was counted so far.</summary>
    public TrafficReport Read(TimeSpan sinceStart)
    {
        IEnumerable<TrafficFlow> flows = _flows.Select(entry => Flow(entry.Key, entry.Value))
            .OrderBy(flow => (flow.Direction, flow.IpVersion, flow.Protocol, flow.RemotePort));
        return new(sinceStart.TotalSeconds, [.. flows], (long)_untracked[0]);
    }

    public void Dispose() => _owner.Dispose();

    private static void Pin(BpfObject traffic, string pins)
    {
        bool isNew = !Directory.Exists(pins);
        traffic.PinMaps(pins);
        try
        {
            traffic.PinLinks(pins);
        }
        catch
        {
            traffic.UnpinMaps();
            if (isNew) Directory.Delete(pins);
            throw;
        }
    }

    private static TrafficFlow Flow(FlowKey key, FlowStats[] perCpu)
    {
        FlowStats sum = perCpu.Aggregate((a, b) => a + b);
        return new(
            key.Direction == 0 ? "ingress" : "egress", key.IpVersion, ProtocolName.Of(key.Protocol), key.RemotePort,
            (long)sum.Packets, (long)sum.Bytes, (long)sum.PayloadBytes);
    }
}
