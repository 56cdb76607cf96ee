using System.Globalization;
using LibBpfSharp.KernelTests.Children;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Objects;

/// <summary>Loads by a token, from a user namespace that has no rights of its own.</summary>
public sealed class TokenTests
{
    public TokenTests()
    {
        Requires.Root();
        Requires.Kernel(6, 9, "BPF tokens");
    }

    [Fact]
    public void A_user_namespace_loads_by_what_its_file_system_delegates()
    {
        using var child = ChildProcess.StartUnder([Requires.Tool("unshare"), "--user", "--map-root-user", "--mount"], nameof(TokenLoader));
        int context = int.Parse(child.ReadLine(), CultureInfo.InvariantCulture);
        Delegation.Delegate(child.Id, context);
        child.Tell("made");
        child.Expect("EPERM");
        child.Expect("EINVAL");
        child.Expect("loaded 2");
        Assert.Equal(0, child.WaitForExit());
    }

    [Fact]
    public void The_initial_user_namespace_gets_no_token()
    {
        using TestBpfFs plain = TestBpfFs.Mount();
        using BpfObject bpf = BpfObject.Open(BpfFixtures.Path("counter"), new() { TokenPath = plain.Path });
        Assert.Contains("BPF token", Assert.ThrowsAny<BpfException>(bpf.Load).Message, StringComparison.Ordinal);
        Assert.Equal(BpfObjectState.Open, bpf.State);
    }
}
