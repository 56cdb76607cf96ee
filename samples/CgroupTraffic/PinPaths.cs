namespace LibBpfSharp.Samples.CgroupTraffic;

/// <summary>Where the parts of a pinned counter lie in its directory.</summary>
internal sealed record PinPaths(string Directory)
{
    public string Flows => Path.Combine(Directory, "flows");

    public string Untracked => Path.Combine(Directory, "untracked");

    public string Ingress => Path.Combine(Directory, "ingress");

    public string Egress => Path.Combine(Directory, "egress");

    public IEnumerable<string> Links => [Ingress, Egress];
}
