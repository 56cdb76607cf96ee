using System.Globalization;
using LibBpfSharp.KernelTests.Children;

namespace LibBpfSharp.KernelTests.Support;

/// <summary>How long programs are exchanged under traffic, and where it is told; scripts/zero-loss.sh asks for more than a test run does.</summary>
internal static class ZeroLoss
{
    public static long Packets { get; } = Setting("LIBBPFSHARP_ZERO_LOSS_PACKETS", 2_000);

    public static long Swaps(long otherwise) => Setting("LIBBPFSHARP_ZERO_LOSS_SWAPS", otherwise);

    /// <summary>Runs traffic in a cgroup for as long as <paramref name="more"/> wants another swap.</summary>
    /// <param name="cgroup">Where the traffic is sent.</param>
    /// <param name="more">Told how many swaps were done.</param>
    /// <param name="swap">Told the number of the swap, from 1.</param>
    public static long UnderTraffic(string cgroup, Func<long, bool> more, Action<long> swap)
    {
        long swaps = 0;
        using var storm = ChildProcess.Start(nameof(PacketStorm), cgroup);
        storm.Expect("ready");
        storm.Tell("go");
        storm.Expect("sending");
        while (more(swaps)) swap(++swaps);
        storm.Tell("stop");
        Assert.Equal(0, storm.WaitForExit());
        return swaps;
    }

    public static void Report(string line)
    {
        if (Environment.GetEnvironmentVariable("LIBBPFSHARP_ZERO_LOSS_REPORT") is { Length: > 0 } file) File.AppendAllLines(file, [line]);
    }

    private static long Setting(string variable, long otherwise)
        => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? long.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    /// <summary><c>struct seen</c> of the objects.</summary>
    public readonly record struct Seen(ulong Udp, ulong Tcp, ulong Other, ulong Wrong)
    {
        public ulong Count => Udp + Tcp + Other;

        public static Seen operator +(Seen a, Seen b) => new(a.Udp + b.Udp, a.Tcp + b.Tcp, a.Other + b.Other, a.Wrong + b.Wrong);
    }
}
