using LibBpfSharp;

namespace FirstPrograms;

/// <summary>What does a cgroup send, in packets and bytes?</summary>
public static class CountPackets
{
    public static Counter Run(string file, string cgroup, Action send)
    {
        using var counting = BpfObject.Open(file);
        counting.Load();
        using CgroupLink link = counting.Programs["count_egress"].AttachCgroup(cgroup);
        send();
        return counting.Maps["counters"].AsArray<Counter>()[1];
    }

    public readonly record struct Counter(ulong Packets, ulong Bytes);
}
