using LibBpfSharp;

namespace FirstPrograms;

/// <summary>A link that outlives the process, found again and ended by the next one.</summary>
public static class LeavePinned
{
    public static void Start(string file, string cgroup, string pin)
    {
        using var counting = BpfObject.Open(file);
        counting.Load();
        using CgroupLink link = counting.Programs["count_egress"].AttachCgroup(cgroup);
        link.Pin(pin);
    }

    public static void Stop(string pin)
    {
        using BpfLink link = BpfLink.OpenPinned(pin);
        link.Unpin();
    }
}
