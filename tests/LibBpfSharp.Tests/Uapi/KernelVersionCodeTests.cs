namespace LibBpfSharp.Tests.Uapi;

/// <summary>Kernel versions as the kernel packs them.</summary>
public sealed class KernelVersionCodeTests
{
    [Theory]
    [InlineData("4.19", 0x041300u)]
    [InlineData("6.1.2", 0x060102u)]
    [InlineData("4.9.337", 0x0409ffu)]
    [InlineData("65535.255.255", 0xffffffffu)]
    public void A_version_is_packed_with_its_patch_level_capped(string version, uint code) => Assert.Equal(code, KernelVersionCode.Of(Version.Parse(version)));

    [Theory]
    [InlineData(0x060102u, "6.1.2")]
    [InlineData(0u, "0.0.0")]
    [InlineData(0xfffffffeu, "65535.255.254")]
    public void Every_number_is_a_version(uint code, string version)
    {
        Assert.Equal(Version.Parse(version), KernelVersionCode.Read(code));
        Assert.Equal(code, KernelVersionCode.Of(KernelVersionCode.Read(code)));
    }

    [Theory]
    [InlineData("65536.0")]
    [InlineData("6.256")]
    public void A_version_without_room_is_refused_where_it_is_set(string version)
    {
        Assert.Throws<ArgumentException>(() => new BpfObjectOptions { KernelVersion = Version.Parse(version) });
        Assert.Throws<ArgumentException>(() => new BpfRelocationOptions { KernelVersion = Version.Parse(version) });
    }
}
