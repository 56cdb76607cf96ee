using LibBpfSharp.Interop;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.Tests.Generations;

/// <summary>What the directory of a deployment says, as a test's kernel shows it.</summary>
public sealed class DeploymentStoreTests
{
    private const string Web = "/sys/fs/bpf/web";

    private readonly FileKernel _kernel = new() { [Web + "/g1/hooks/link-egress"] = "", [Web + "/g12/maps/seen"] = "", [Web + "/links/egress"] = "" };

    private DeploymentStore Store => new(Web, _kernel);

    [Fact]
    public void Generations_hooks_and_links_are_what_is_there()
    {
        _kernel.AddLink(Web + "/current", "g1");
        Assert.Equal([1, 12], Store.ReadGenerations().Select(generation => generation.Number));
        Assert.Equal((1, null), (Store.ReadCurrent()!.Number, Store.ReadStaged()));
        Assert.Equal("egress", Assert.Single(Store.ReadCurrent()!.Hooks).Name);
        Assert.Equal(["egress"], Store.ReadLinks());
        Assert.Equal((true, false), (Store.HasLink("egress"), Store.HasLink("ingress")));
        Assert.Equal((true, false), (Store.Get(12).HasMap("seen"), Store.Get(1).HasMap("seen")));
        Assert.Equal(0, _kernel.OpenDescriptors);
    }

    [Fact]
    public void A_symbolic_link_is_no_generation()
    {
        _kernel["/etc/hooks/link-egress"] = "";
        _kernel.AddLink(Web + "/g7", "/etc").AddLink(Web + "/current", "g7");
        Assert.Equal([1, 12], Store.ReadGenerations().Select(generation => generation.Number));
        Assert.Equal(BpfDeploymentError.Damaged, Assert.Throws<BpfDeploymentException>(() => Store.ReadCurrent()).Reason);
    }

    [Fact]
    public void What_cannot_be_looked_at_is_not_taken_for_missing()
    {
        _kernel.AddLink(Web + "/current", "g1");
        _kernel.Refuse(Web + "/links/egress", SystemCall.Statx, Errno.EIO).Refuse(Web + "/links", SystemCall.GetDents64, Errno.EIO)
            .Refuse(Web + "/g1", SystemCall.Statx, Errno.EIO).Refuse(Web + "/staged", SystemCall.ReadLinkAt, Errno.EIO);
        Assert.All<Action>(
            [() => Store.HasLink("egress"), () => Store.ReadLinks(), () => Store.ReadCurrent(), () => Store.ReadStaged()],
            look => Assert.Equal(Errno.EIO, Assert.ThrowsAny<BpfException>(look).Errno));
    }
}
