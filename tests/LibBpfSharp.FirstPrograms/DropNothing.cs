using LibBpfSharp;
using LibBpfSharp.Networking;

namespace FirstPrograms;

/// <summary>An XDP program on a network device, by its name.</summary>
public static class DropNothing
{
    public static ulong Run(string file, string device, Action receive)
    {
        using var network = BpfObject.Open(file);
        network.Programs["xdp_any"].AutoLoad = true;
        network.Load();
        using XdpLink link = network.Programs["xdp_any"].AttachXdp(device);
        BpfVariable hits = network.Variables["hits"];
        for (int tries = 0; hits.Get<ulong>() == 0 && tries < 10_000; tries++) receive();
        return hits.Get<ulong>();
    }
}
