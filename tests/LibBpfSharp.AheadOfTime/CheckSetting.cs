namespace LibBpfSharp.AheadOfTime;

/// <summary>Where a check finds its objects and its cgroup.</summary>
internal sealed record CheckSetting(string Objects, string? Cgroup)
{
    public BpfObject Open(string name) => BpfObject.Open(Path.Combine(Objects, name + ".bpf.o"));
}
