using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using LibBpfSharp.Btf;
using LibBpfSharp.KernelTests.Support;
using LibBpfSharp.TestSupport;

namespace LibBpfSharp.KernelTests.Objects;

/// <summary>What a program finds in its externs, against what the kernel says of itself.</summary>
public sealed partial class ExternTests
{
    private static readonly string s_release = File.ReadAllText("/proc/sys/kernel/osrelease").Trim();

    public ExternTests() => Requires.Root();

    [Fact]
    public void Configuration_values_are_the_kernels()
    {
        Dictionary<string, string> config = KernelConfig();
        using BpfObject bpf = Run(new());
        Assert.Equal(ulong.Parse(config["CONFIG_HZ"], CultureInfo.InvariantCulture), bpf.Variables["hz"].Get<ulong>());
        Assert.Equal(1, bpf.Variables["has_syscall"].Get<byte>());
        Assert.Equal(config.GetValueOrDefault("CONFIG_NF_CONNTRACK") switch { "y" => 1u, "m" => 2u, _ => 0u }, bpf.Variables["conntrack"].Get<uint>());
        Assert.Equal(config.GetValueOrDefault("CONFIG_DEFAULT_HOSTNAME", string.Empty).Trim('"'), Text(bpf, "hostname"));
        Assert.Equal(0, bpf.Variables["given"].Get<int>());
    }

    [Fact]
    public void Given_values_go_before_the_kernels()
    {
        const string Given = """
            # what the object asks for, and more
            CONFIG_HZ=77
            CONFIG_BPF_SYSCALL=n
            CONFIG_NF_CONNTRACK=m
            CONFIG_DEFAULT_HOSTNAME="given"
            CONFIG_LBS_GIVEN=-7
            CONFIG_NOT_ASKED_FOR=y
            """;
        using BpfObject bpf = Run(new() { KernelConfig = Given });
        Assert.Equal(77ul, bpf.Variables["hz"].Get<ulong>());
        Assert.Equal(0, bpf.Variables["has_syscall"].Get<byte>());
        Assert.Equal(2u, bpf.Variables["conntrack"].Get<uint>());
        Assert.Equal("given", Text(bpf, "hostname"));
        Assert.Equal(-7, bpf.Variables["given"].Get<int>());
    }

    [Fact]
    public void Computed_values_are_the_running_kernels()
    {
        using BpfObject bpf = Run(new() { KernelConfig = EverythingGiven });
        Assert.Equal(VersionCode(), bpf.Variables["version"].Get<uint>());
        Assert.Equal(BpfFeatures.OfRunningKernel.Probe(BpfFeature.BpfCookie).IsSupported, bpf.Variables["has_cookie"].Get<byte>() == 1);
        Assert.Equal(BpfFeatures.OfRunningKernel.Probe(BpfFeature.SyscallWrapper).IsSupported, bpf.Variables["has_wrapper"].Get<byte>() == 1);
    }

    [Fact]
    public void Kernel_symbols_have_their_addresses_and_weak_missing_ones_none()
    {
        using BpfObject bpf = Run(new() { KernelConfig = EverythingGiven });
        Assert.Equal(AddressOf("bpf_prog_put"), bpf.Variables["put_address"].Get<ulong>());
        Assert.Equal(7u, bpf.Variables["missing"].Get<uint>());
    }

    [Fact]
    public void A_typed_variable_of_each_cpu_is_read()
    {
        Assert.SkipUnless(KernelBtf.Of(Interop.Kernel.Running).Types.TryFind("bpf_prog_active", BtfKind.Var, out _), "needs variables in the kernel's BTF");
        Assert.SkipWhen(AddressOf("bpf_prog_active") is null, "needs variables in the kernel's symbol table (CONFIG_KALLSYMS_ALL)");
        using BpfObject bpf = Run(new() { KernelConfig = EverythingGiven }, "read_active");
        Assert.Equal(0, bpf.Variables["active"].Get<int>()); // no program runs under another
    }

    [Fact]
    public void A_strong_kernel_function_that_is_missing_refuses_the_object()
    {
        using var bpf = BpfObject.Open(BpfFixtures.Path("missing_kfunc"));
        BpfRelocationException refused = Assert.Throws<BpfRelocationException>(bpf.Load);
        Assert.Contains("'lbs_missing_kfunc'", refused.Message, StringComparison.Ordinal);
        Assert.Equal(Errno.EINVAL, refused.Errno);
    }

    private const string EverythingGiven = "CONFIG_HZ=1\nCONFIG_BPF_SYSCALL=y\nCONFIG_NF_CONNTRACK=n\nCONFIG_DEFAULT_HOSTNAME=\"\"\nCONFIG_LBS_GIVEN=1\n";

    private static BpfObject Run(BpfObjectOptions options, string program = "note")
    {
        var bpf = BpfObject.Open(BpfFixtures.Path("kernel_externs"), options);
        bpf.Programs[program].AutoLoad = true;
        bpf.Load();
        Assert.Equal(0u, TestRun.Once(bpf.Programs[program]));
        return bpf;
    }

    private static ulong? AddressOf(string symbol) => File.ReadLines("/proc/kallsyms").Select(line => line.Split(' ', '\t'))
        .Where(words => words[2] == symbol).Select(words => (ulong?)ulong.Parse(words[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture)).FirstOrDefault();

    private static string Text(BpfObject bpf, string variable) => Encoding.UTF8.GetString(bpf.Variables[variable].GetBytes()).TrimEnd('\0');

    private static Dictionary<string, string> KernelConfig()
    {
        string boot = $"/boot/config-{s_release}";
        string? text = File.Exists(boot) ? File.ReadAllText(boot) : File.Exists("/proc/config.gz") ? Unpack("/proc/config.gz") : null;
        Assert.SkipWhen(text is null, $"needs {boot} or /proc/config.gz");
        return text!.Split('\n').Where(line => line.StartsWith("CONFIG_", StringComparison.Ordinal))
            .Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
    }

    private static string Unpack(string path)
    {
        using GZipStream packed = new(File.OpenRead(path), CompressionMode.Decompress);
        return new StreamReader(packed).ReadToEnd();
    }

    /// <summary>Debian's release is that of its module interface; the version it was built from stands behind.</summary>
    private static uint VersionCode()
    {
        Match debian = DebianVersion().Match(File.ReadAllText("/proc/sys/kernel/version"));
        uint[] parts = [.. (debian.Success ? debian : ReleaseVersion().Match(s_release)).Groups.Values.Skip(1).Select(part => uint.Parse(part.Value, CultureInfo.InvariantCulture))];
        return (parts[0] << 16) | (parts[1] << 8) | Math.Min(parts[2], 255);
    }

    [GeneratedRegex(@"Debian (\d+)\.(\d+)\.(\d+)")]
    private static partial Regex DebianVersion();

    [GeneratedRegex(@"^(\d+)\.(\d+)\.(\d+)")]
    private static partial Regex ReleaseVersion();
}
