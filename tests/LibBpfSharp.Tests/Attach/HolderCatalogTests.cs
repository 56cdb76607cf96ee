namespace LibBpfSharp.Tests.Attach;

/// <summary>Recorded <c>fdinfo</c> files.</summary>
public class HolderCatalogTests
{
    private const string Link = "pos:\t0\nflags:\t02000000\nmnt_id:\t15\nino:\t1057\nlink_type:\tcgroup\nlink_id:\t42\nprog_tag:\ta04f5eef06a7f555\nprog_id:\t77\ncgroup_id:\t4310\nattach_type:\t1\n";
    private const string Program = "pos:\t0\nflags:\t02000002\nprog_type:\t8\nprog_jited:\t1\nprog_tag:\ta04f5eef06a7f555\nmemlock:\t4096\nprog_id:\t77\nrun_time_ns:\t0\n";
    private const string Map = "pos:\t0\nflags:\t02000002\nmap_type:\t2\nkey_size:\t4\nmap_id:\t5\n";

    [Fact]
    public void A_link_is_told_from_the_program_it_names()
    {
        Assert.Equal((BpfPinKind.Link, 42u), HolderCatalog.Parse(Link));
        Assert.Equal((BpfPinKind.Program, 77u), HolderCatalog.Parse(Program));
        Assert.Null(HolderCatalog.Parse(Map));
        Assert.Null(HolderCatalog.Parse(""));
    }

    [Fact]
    public void A_link_tells_where_it_is()
    {
        Assert.Equal(new SeenCgroupLink(42, 77, 4310, BpfAttachType.CgroupInetEgress), SeenCgroupLink.Parse(Link));
        Assert.Null(SeenCgroupLink.Parse(Program));
    }
}
